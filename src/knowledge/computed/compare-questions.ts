import { texts } from '../texts';
import type { Answer, Language } from '../types';
import { countWords, firstSentences } from '../wording';
import { type Facts, foldedText, type Structured, type Subject } from './structured';

const COMPARES =
  /\b(?:skillnad\w*|skilj\w*|jamfor\w*|kontra|versus|vs|difference|differ\w*|compare\w*|likhet\w*)\b/u;
const ROOM = 76;

/** What differs between two principles or councils that no author has compared: what each of them is, side by side. */
export function compareQuestion(question: Structured, facts: Facts): Answer | undefined {
  if (question.bestFit > 0.75 || !COMPARES.test(foldedText(question))) return undefined;
  const found = facts.subjects.find(question.written).map(({ item }) => item);
  const [one, two] = [...new Set(found)];
  if (!one || !two || new Set(found).size !== 2) return undefined;
  return compared(one, two, question.language, facts);
}

/** The answer behind `compare/<one>/<two>`, for buttons and follow-ups. */
export function compareAnswer(id: string, language: Language, facts: Facts): Answer | undefined {
  const [kind, ...ids] = id.split('/');
  const [one, two] = ids.map((wanted) => facts.subjects.items.find((subject) => subject.id === wanted));
  return kind === 'compare' && one && two ? compared(one, two, language, facts) : undefined;
}

function compared(one: Subject, two: Subject, language: Language, facts: Facts): Answer | undefined {
  const sides = [one, two].map((subject) => side(subject, language, facts, Math.floor(ROOM / 2)));
  const [first, second] = sides;
  if (!first || !second) return undefined;
  return {
    kind: 'answer',
    language,
    entryId: `compare/${one.id}/${two.id}`,
    title: texts[language].compareTitle(one.name[language], two.name[language]),
    body: `- ${first.text}\n- ${second.text}`,
    sources: [...first.sources, ...second.sources].filter(
      (source, i, all) =>
        all.findIndex(
          ({ document, section }) => document === source.document && section === source.section,
        ) === i,
    ),
    related: facts.presenter.labels([one.entry, two.entry], language),
    topic: 'compare',
    computed: true,
  };
}

function side(subject: Subject, language: Language, facts: Facts, most: number) {
  const entry = facts.pack.entries.find(({ id }) => id === subject.entry);
  const whole = entry?.text[language].replace(/\s*\n+(?:- )?/gu, ' ') ?? '';
  const text = countWords(whole) <= most ? whole : firstSentences(whole, most);
  if (!entry || text === '') return undefined;
  const sources = entry.sources.slice(0, 1).map((source) => facts.presenter.source(source, language));
  return { text: `**${subject.name[language]}**: ${text}`, sources };
}

import type { Council, Person } from '../pack/schema';
import { texts } from '../texts';
import type { Answer } from '../types';
import type { Asks } from '../understand/question-type';
import { fold } from '../understand/words/normalise';
import { type Facts, foldedText, type Structured } from './structured';

const RESPONSIBLE = /\b(?:ansvar\w*|politiker\w*|responsible|in charge|responsibility|politician)\b/u;
const NAMING: readonly Asks[] = ['who', 'name', 'which', 'what', 'yesno'];
const OTHER_ROLE =
  /\b(?:ordforande\w*|chair\w*|sekreterare\w*|sammankall\w*|budget\w*|skillnad\w*|epost|mejl\w*|mail\w*|email|telefon\w*|phone|nummer|hur manga|how many|arbetet|planen|aktivitetsplan\w*|samordn\w*)\b/u;

/** Who came before or after is nowhere told. */
const ANOTHER_TIME =
  /\b(?:fore|innan|forra|forre|tidigare|foretrad\w*|eftertrad\w*|before|previous\w*|former\w*|predecessor|successor)\b/u;

/** Who is the politician responsible for a council; and of a person named with the wrong council, for which one. */
export function councilQuestion(question: Structured, facts: Facts): Answer | undefined {
  const text = foldedText(question);
  if (
    !RESPONSIBLE.test(text) ||
    OTHER_ROLE.test(text) ||
    ANOTHER_TIME.test(text) ||
    asksOtherwise(question, text)
  )
    return undefined;
  const councils = facts.councils.find(question.written);
  const [found] = councils;
  const [person] = facts.people.find(question.written);
  if (found && councils.length === 1) return responsible(found.item, person?.item, question, facts);
  const own =
    person && !found ? facts.pack.councils.find((council) => isResponsible(council, person.item)) : undefined;
  return own && question.units.length <= 5 ? responsible(own, undefined, question, facts) : undefined;
}

/** How politicians are chosen or how many they are is another matter than who is responsible. */
function asksOtherwise({ asks }: Structured, text: string): boolean {
  if (asks.some((type) => !NAMING.includes(type))) return true;
  if (/\b(?:ansvar\w*|responsib\w*|in charge)\b/u.test(text)) return false;
  return asks.includes('yesno') || /\bpolitiker(?:na|nas)\b|\bpoliticians\b/u.test(text);
}

function isResponsible(council: Council, person: Person): boolean {
  const bare = (name: string): string => fold(name).replace(/\s*\(.*$/u, '');
  return council.responsible !== null && bare(council.responsible) === bare(person.name);
}

function responsible(
  council: Council,
  asked: Person | undefined,
  question: Structured,
  facts: Facts,
): Answer | undefined {
  const { language } = question;
  const t = texts[language];
  const elsewhere =
    asked && !isResponsible(council, asked)
      ? facts.pack.councils.find((other) => isResponsible(other, asked))
      : undefined;
  const parts = [
    council.responsible
      ? t.responsible(council.name, council.responsible)
      : t.noPolitician(council.name, council.host ?? ''),
    elsewhere?.responsible ? t.insteadResponsible(elsewhere.responsible, elsewhere.name) : '',
  ];
  const overview = facts.pack.entries.find(({ id }) => id === (council.entry ?? facts.pack.pages.councils));
  const fallback = { document: facts.pack.register.asOf.document, section: council.name };
  return {
    kind: 'answer',
    language,
    entryId: `council/${council.id}`,
    title: t.responsibleTitle(council.name),
    body: parts.filter(Boolean).join(' '),
    sources: [facts.presenter.source(council.source ?? overview?.sources[0] ?? fallback, language)],
    related: facts.presenter.labels(overview ? [overview.id] : [], language),
    topic: 'councils',
    computed: true,
  };
}

/** The answer behind `council/<id>`, for buttons and follow-ups. */
export function councilAnswer(id: string, question: Structured, facts: Facts): Answer | undefined {
  const council = facts.pack.councils.find((candidate) => `council/${candidate.id}` === id);
  return council && responsible(council, undefined, question, facts);
}

import type { NearCommand } from '../../turn/nearest-command';
import type { Language } from '../../turn/turn';
import type { Action, AnswerView, ChoiceView } from '../../views/views';
import type { AskAnswer, AskOutcome } from './outcome';
import { askTexts } from './texts';

type Declined = Extract<AskOutcome, { kind: 'declined' }>;
type Choice = Extract<AskOutcome, { kind: 'choice' }>;

/** Buttons stay readable on a phone: the platforms' own limits (75 characters) are longer than that. */
const LABEL_LENGTH = 60;

/** An answer with its source, related questions and the two feedback buttons that refer to the exchange. */
export function presentAnswer(answer: AskAnswer, exchangeId: string): AnswerView {
  const t = askTexts[answer.language];
  return {
    kind: 'answer',
    body: answer.body,
    ...(answer.note === undefined ? {} : { note: answer.note }),
    ...(answer.more === undefined ? {} : { more: { label: t.more, body: answer.more } }),
    source: sourceLine(answer),
    relatedLabel: t.related,
    related: answer.related.slice(0, 4).map(({ entryId, label }) => openEntry(entryId, label)),
    feedback: [
      { name: 'question.good', id: exchangeId, label: t.good },
      { name: 'question.bad', id: exchangeId, label: t.bad },
    ],
  };
}

/** "Källa: Överenskommelsen 2024–2027, avsnittet Samverkansråd (s. 6)"; several sources are divided by semicolons. */
export function sourceLine({ language, sources, computed }: AskAnswer): string {
  const t = askTexts[language];
  const places = sources.map(({ name, section, page }) => {
    const where = [name, section === undefined ? undefined : t.section(section)].filter(
      (part) => part !== undefined,
    );
    return `${where.join(', ')}${page === undefined ? '' : ` (${t.page(page)})`}`;
  });
  const line = `${places.length > 1 ? t.sources : t.source}: ${[...new Set(places)].join('; ')}`;
  return computed === true ? `${line}. ${t.computed}` : line;
}

/** "Menade du": the alternatives, and a way to say that none is right. */
export function presentChoice(choice: Choice, exchangeId: string): ChoiceView {
  const t = askTexts[choice.language];
  return {
    kind: 'choice',
    text: t.didYouMean,
    options: [
      ...choice.options.map(({ entryId, label }) => openEntry(entryId, label)),
      { name: 'ask.none', id: exchangeId, label: t.noneOfThese },
    ],
  };
}

/** The plain no: the agreed sentence, what is known nearby, and the offer to pass the question on. */
export function presentDeclined(
  declined: Pick<Declined, 'language' | 'nearby'>,
  exchangeId: string,
): ChoiceView {
  const t = askTexts[declined.language];
  const known = declined.nearby.find((entry) => entry.text !== undefined)?.text;
  const parts = [t.declined, ...(known === undefined ? [] : [known]), t.offer];
  return {
    kind: 'choice',
    text: parts.join('\n\n'),
    options: [
      ...declined.nearby.slice(0, 3).map(({ entryId, label }) => openEntry(entryId, label)),
      { name: 'question.pass', id: exchangeId, label: t.passOn, style: 'primary' },
    ],
  };
}

/** A command that was nearly hit: one button runs it. */
export function presentNearCommand(
  { name, id, say }: NearCommand,
  language: Language,
  exchangeId: string,
): ChoiceView {
  const t = askTexts[language];
  return {
    kind: 'choice',
    text: t.maybeCommand(say),
    options: [
      { name, ...(id === undefined ? {} : { id }), label: t.yes(say), style: 'primary' },
      { name: 'ask.none', id: exchangeId, label: t.noneOfThese },
    ],
  };
}

function openEntry(entryId: string, label: string): Action {
  const short = label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1).trimEnd()}…` : label;
  return { name: 'ask.entry', id: entryId, label: short };
}

/** The documents' names in a sentence: "A, B och C". */
export function listDocuments(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === 'sv' ? 'sv-SE' : 'en-GB').format(names);
}

import type { Asks } from '../understand/question-type';
import { MONTH } from '../understand/words/date-patterns';
import { fold } from '../understand/words/normalise';

/** A number in digits or words, or a word for some of them. */
export const NUMBER =
  /\d|\b(?:tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|hundra\w*|tusen\w*|flera|flesta|bada|ingen|inget|inga|noll|en (?:representant|fran|per)|var sin|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|several|both|none|no)\b/u;
const TIME = new RegExp(
  `\\b(?:1|2)\\d{3}\\b|\\b(?:${MONTH}|varen|hosten|spring|autumn|tidig\\w*|early|vartannat|arlig\\w*|manad\\w*|month\\w*|year\\w*|vecka\\w*|week\\w*|tvaarig\\w*|behov|needed|lopande|continuously|innan|before|nar|when)\\b`,
  'u',
);
const OFTEN =
  /\b(?:ar|aret|arlig\w*|varje|vartannat|gang|ganger|manad\w*|dag\w*|vecka\w*|ibland|regelbund\w*|lopande|tvaarig\w*|every|yearly|annual\w*|once|month\w*|times|sometimes|regular\w*|continuous\w*|days?|weeks?|two-year)\b/u;
const LENGTH =
  /\d|\b(?:ar|aret|arig|tvaarig\w*|vartannat|manad\w*|vecka\w*|dag\w*|tim\w*|period\w*|langsikt\w*|kort\w*|years?|months?|weeks?|days?|hours?|two-year|long|short\w*)\b/u;
const SUM =
  /\d|\b(?:kostnadsfri\w*|gratis|ekonomisk\w*|bidrag\w*|engangssumma|avgift\w*|skatt\w*|formaga\w*|stort|antal|visst|free|cost\w*|financial|fees?|tax\w*|ability|lump|some|large|sum)\b/u;

const TESTS: Partial<Record<Asks, RegExp>> = {
  howmany: NUMBER,
  when: TIME,
  howoften: OFTEN,
  howlong: LENGTH,
  howmuch: SUM,
};

/** The kinds of answer that a text could be: to *how many* a number, to *when* a time. Kinds that no pattern tells aren't named. */
export function answerTypes(text: string): Asks[] {
  const folded = fold(text);
  return (Object.keys(TESTS) as Asks[]).filter((type) => TESTS[type]?.test(folded));
}

/** Whether a kind of question can be told to go unanswered by the look of a text. */
export function isTellable(asks: Asks): boolean {
  return TESTS[asks] !== undefined;
}

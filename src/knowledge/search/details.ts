import { DATE, MONTH, YEAR } from '../understand/words/date-patterns';
import { fold } from '../understand/words/normalise';
import { NUMBER } from './answer-type';

/** A year or a day of the month is no count. */
const NO_COUNT = new RegExp(`${DATE}|\\b${YEAR}\\b`, 'gu');

/** What a question may ask for in so many words, and how a text looks that has it. */
const DETAILS = {
  day: {
    asked: /\b(?:vilken dag|vilket datum|exakta? datum|(?:what|which|exact) (?:day|date))\b/u,
    held: new RegExp(DATE, 'u'),
  },
  count: {
    asked:
      /\b(?:hur manga|how many)\b(?! (?:ganger|times))|(?<!\bett )(?<!\bstort )\bantal(?:et)?\b|(?<!\ba )\bnumber of\b/u,
    held: NUMBER,
  },
  deadline: {
    asked: /\b(?:sista (?:dag|datum|ansokningsdag)\w*|\w*tidsfrist\w*|deadlines?)\b/u,
    held: new RegExp(`${DATE}|\\bsenast\\b|\\bdeadline`, 'u'),
  },
  month: { asked: /\b(?:vilken manad|(?:what|which) month)\b/u, held: new RegExp(`\\b${MONTH}\\b`, 'u') },
  term: {
    asked: /\b(?:startdatum|slutdatum|loper ut|gar ut(?! pa)|start date|end date|expires?)\b/u,
    held: new RegExp(`${DATE}|\\b${MONTH}\\b|\\b${YEAR}\\b`, 'u'),
  },
  reason: {
    asked: /\b(?:varfor|av vilken anledning|why)\b/u,
    held: /\b(?:for att|eftersom|darfor|sa att|pa grund av|syfte\w*|anledning\w*|skal(?:et|en)?|mal(?:et|en)?|behov\w*|orsak\w*|because|so that|in order|reasons?|purpose|aims?|goals?|needs?)\b/u,
  },
  clock: {
    asked: /\b(?:oppettid\w*|klockan|hur dags|opening hours|what time)\b/u,
    held: /\b\d{1,2}[.:]\d{2}\b|\bklockan\b|\bkl\b/u,
  },
  address: {
    asked: /\b(?:gatuadress|besoksadress|postadress|postnummer)\w*|\b(?:street|postal|visiting) address\b/u,
    held: /\b\d{3} ?\d{2}\b|(?:gatan|gata|vagen|vag|torget|platsen|street|road) \d/u,
  },
  phone: {
    asked: /\b(?:telefon|mobil)(?:nummer|numret|nr)\w*|\btelefon\b|\bphone\b/u,
    held: /\b0\d{1,3}[ -]?\d{2}|\btelefon|\bphone/u,
  },
  price: {
    asked: /\b(?:kostar?|kostnaden|pris(?:et)?|intradesavgift\w*|medlemsavgift\w*|costs?|price)\b/u,
    held: /kostnad|kosta|gratis|avgift|\bkr\b|kronor|engangssumma|ekonomisk|\bfree\b|\bfees?\b|\bcosts?\b|financial|lump sum/u,
  },
  salary: { asked: /\b(?:lon|lonen|tjanar|salary|earns?)\b/u, held: /\blon(?:en)?\b|kronor|\bsalary/u },
  age: {
    asked: /\b(?:aldersgrans\w*|hur gam(?:mal|la)|age limit|how old)\b/u,
    held: /alder|\bage\b|\b\d+ ar\b|years old/u,
  },
  party: {
    asked: /\b(?:vilket parti|vilka partier|parti\w*tillhor\w*|(?:which|what) party)\b/u,
    held: /\bparti(?:et|er|erna)?\b|\bpart(?:y|ies)\b|socialdemokrat|moderat|liberal|centerparti|vansterparti|kristdemokrat|miljoparti|sverigedemokrat/u,
  },
  /** How things are now: what is told of another time doesn't tell. */
  now: {
    asked:
      /\b(?:fortfarande|i ?dag|numera|nuvarande|just nu|for narvarande|today|still|currently|nowadays|right now)\b/u,
    held: undefined,
  },
} as const;

export type Detail = keyof typeof DETAILS;
const NAMES = Object.keys(DETAILS) as Detail[];

/** The details that words ask for, folded as they were read. */
export function detailsAsked(read: string): Detail[] {
  return NAMES.filter((name) => DETAILS[name].asked.test(read));
}

/** The details that a text has, by the look of it. */
export function detailsHeld(text: string): Detail[] {
  const folded = fold(text);
  const counted = folded.replace(NO_COUNT, ' ');
  return NAMES.filter((name) => DETAILS[name].held?.test(name === 'count' ? counted : folded));
}

import { longDate, type Remaining, spanText, texts } from '../texts';
import type { Answer, Language } from '../types';
import { type Facts, foldedText, type Structured } from './structured';

const LENGTH =
  /\b(?:hur (?:manga (?:ar|manader|dagar|veckor|ar0)|lang tid|lange|langt|gammal|gammalt|mycket tid)|how (?:many (?:years|months|days|weeks)|long|old|much time)|antal (?:ar|dagar|manader))\b/u;
const LEFT =
  /\b(?:kvar|aterstar|tills|till|innan|left|remain\w*|until|till dess|before|loper ut|gar ut|upphor|expires?|ends)\b/u;
const AHEAD =
  /\b(?:oversyn\w*|2027|overenskommels\w*|avtal\w*|agreement|review|den|it|revider\w*|perioden?|slut\w*|period|upphor\w*|giltig\w*)\b/u;
const OTHER_THING =
  /\b(?:aktivitetsplan\w*|plan|planen|radet|samverkansrad\w*|nyhetsbrev\w*|ansokan|bidrag\w*|mote\w*|c ?nat\w*|ledamot\w*|mandat\w*|godkan\w*|anslut\w*|anmal\w*|arende\w*|iop|vox|nyttjanderatt\w*|siffr\w*|uppgift\w*|figures?|numbers?)\b/u;
const SINCE =
  /\b(?:funnits|existed|existerat|sedan den (?:forsta|kom)|sedan 2010|ago|old|gammal|gammalt|been around|has there been|haft)\b/u;

/** Days from one date to another, both YYYY-MM-DD; negative when `to` is earlier. Whole days, no time zone involved. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Years, months and days from one date to a later one, as people count them. */
export function between(from: string, to: string): Remaining {
  const [y1 = 0, m1 = 1, d1 = 1] = from.split('-').map(Number);
  const [y2 = 0, m2 = 1, d2 = 1] = to.split('-').map(Number);
  let months = (y2 - y1) * 12 + (m2 - m1);
  if (d2 < d1) months -= 1;
  const anchor = new Date(Date.UTC(y1, m1 - 1 + months, 1));
  const lastDay = new Date(Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth() + 1, 0)).getUTCDate();
  anchor.setUTCDate(Math.min(d1, lastDay));
  const days = Math.round((Date.UTC(y2, m2 - 1, d2) - anchor.getTime()) / 86_400_000);
  return { years: Math.floor(months / 12), months: months % 12, days };
}

const FIRST_ONE = /\b(?:forsta|ursprunglig\w*|first|original|2010)\b/u;
const PRESENT_ONE =
  /\b(?:nuvarande|gallande|senaste|nya|dagens|den har|sista|den som galler|2023|2024|present|current|latest|last)\b/u;
const APART = /\b(?:mellan|gick|fran|skilj\w*|tills|till|innan|between|from|passed|apart|before)\b/u;

/** How long is left of the agreement or until its review, how long there has been one, and how long between the versions. */
export function timeQuestion(question: Structured, facts: Facts): Answer | undefined {
  const text = foldedText(question);
  if (!LENGTH.test(text) || OTHER_THING.test(text)) return undefined;
  if (facts.people.find(question.written).length > 0) return undefined;
  if (FIRST_ONE.test(text) && PRESENT_ONE.test(text) && APART.test(text)) {
    const versions = timeAnswer('time/versions', question, facts);
    if (versions) return versions;
  }
  if (SINCE.test(text) && AHEAD.test(text)) {
    const since = timeAnswer('time/since', question, facts);
    if (since) return since;
  }
  if (!LEFT.test(text) || !AHEAD.test(text)) return undefined;
  const review = /\b(?:oversyn\w*|review\w*|ses over)\b/u.test(text);
  return timeAnswer(review ? 'time/review' : 'time/left', question, facts);
}

/** The answer behind `time/<what>`, for buttons and follow-ups; `today` is a day (YYYY-MM-DD). */
export function timeAnswer(
  id: string,
  { language, today }: Pick<Structured, 'language' | 'today'>,
  facts: Facts,
): Answer | undefined {
  const { agreement } = facts.pack;
  const t = texts[language];
  const told = (title: string, body: string): Answer => frame(language, facts, id, title, body);
  if (id === 'time/left' || id === 'time/review') {
    const until = id === 'time/review' ? agreement.reviewBy : agreement.until;
    return told(t.leftTitle, `${leftUntil(until, today, language)} ${validity(facts, language)}`);
  }
  const { first } = agreement;
  if (first === undefined || today <= first) return undefined;
  const dated = longDate(first, language);
  if (id === 'time/since')
    return told(t.sinceTitle, t.since(dated, spanText(between(first, today), language)));
  const adopted = facts.pack.documents.find(({ kind }) => kind === 'agreement')?.date;
  if (id !== 'time/versions' || adopted === undefined || adopted <= first) return undefined;
  const span = spanText(between(first, adopted), language);
  return told(t.versionsTitle, t.versions(dated, longDate(adopted, language), span));
}

function leftUntil(until: string, today: string, language: Language): string {
  const t = texts[language];
  const days = daysBetween(today, until);
  const date = longDate(until, language);
  return days < 0 ? t.passed(date, -days) : t.left(date, spanText(between(today, until), language), days);
}

function validity({ pack: { agreement } }: Facts, language: Language): string {
  const [from, until] = [agreement.from.slice(0, 4), agreement.until.slice(0, 4)];
  return texts[language].period(from, until, longDate(agreement.reviewBy, language));
}

function frame(language: Language, facts: Facts, entryId: string, title: string, body: string): Answer {
  const page = facts.pack.pages.validity;
  const entry = facts.pack.entries.find(({ id }) => id === page);
  const [document] = facts.pack.documents;
  const source = entry?.sources[0] ?? {
    document: document?.id ?? '',
    section: document?.name[language] ?? '',
  };
  return {
    kind: 'answer',
    language,
    entryId,
    title,
    body,
    sources: [facts.presenter.source(source, language)],
    related: facts.presenter.labels(entry ? [entry.id] : [], language),
    topic: 'validity',
    computed: true,
  };
}

import { type Decision, decide } from './decide';
import type { Entry, Gap } from './pack/schema';
import type { Presenter } from './present';
import { search } from './search/search';
import type { SearchIndex } from './search/search-index';
import type { Answer, Declined, Language, Outcome } from './types';
import type { Analyser, Analysis } from './understand/analyse';
import { countWords, firstSentences } from './wording';

/** From here on an answer is given; below, the question is declined. Set where the calibration file's two errors balance. */
export const SURE = 0.42;
/** Two answers that are this near in score are both given, if there is room, or offered as a choice. */
const NEAR = 1;
const MARGIN_FOR_CHOICE = 0.15;
const CHOICE_BELOW = 0.6;
/** What a reader takes in at a glance, in words. */
export const MOST_WORDS = 80;

export interface Library {
  analyser: Analyser;
  indexes: readonly SearchIndex[];
  entry(id: string): Entry | undefined;
  gap(id: string): Gap | undefined;
  curated(id: string, language: Language): Answer | undefined;
  presenter: Presenter;
}

/** The best decision over the pack's index and the curated one. */
export function judge(analysis: Analysis, library: Library): Decision {
  const decisions = library.indexes.map((index) => decide(search(analysis, index)));
  const [first, ...rest] = decisions;
  if (!first) throw new RangeError('a library has at least one index');
  // A curated answer is there because somebody asked that very thing: it wins when it fits clearly better.
  return rest.reduce(
    (best, next) => (next.sure > best.sure && (next.evidence.fit > 0.8 || best.sure < SURE) ? next : best),
    first,
  );
}

/** What is said on a decision: an answer, a choice, or that the sources hold none. */
export function outcomeOf(
  decision: Decision,
  analysis: Analysis,
  library: Library,
  askedBefore: boolean,
): Outcome {
  const { language } = analysis;
  const [best, second] = decision.entries;
  if (!best || decision.sure < SURE) return declined(decision, language, library);
  const answer = answerOf(best.doc.id, language, library);
  if (!answer) return declined(decision, language, library);
  const near =
    second !== undefined && best.score - second.score < NEAR ? library.entry(second.doc.id) : undefined;
  const own = library.entry(best.doc.id);
  if (!near || !own) return answer;
  const unsure = decision.sure < CHOICE_BELOW && best.score - (second?.score ?? 0) < MARGIN_FOR_CHOICE;
  if (!askedBefore && unsure && !areNeighbours(own, near)) {
    return { kind: 'choice', language, options: library.presenter.labels([own.id, near.id], language) };
  }
  // Far apart and yet sure: the second is near by chance.
  if (!areNeighbours(own, near) && decision.sure >= CHOICE_BELOW) return answer;
  return besides(answer, own, near, language, library);
}

/**
 * An answer with what its close runner-up says first, under its own title, as far as there is room: which was meant is
 * anybody's guess. A runner-up without a fact of its own would only say the same again.
 */
function besides(answer: Answer, own: Entry, near: Entry, language: Language, library: Library): Answer {
  const title = near.title[language];
  const taken = [answer.body, answer.note ?? '', title];
  const room = MOST_WORDS - taken.reduce((sum, text) => sum + countWords(text), 0);
  const extra = firstSentences(near.text[language], room);
  const related = [
    ...library.presenter.labels([near.id], language),
    ...answer.related.filter(({ entryId }) => entryId !== near.id),
  ].slice(0, 4);
  const news = near.facts.length === 0 || near.facts.some((fact) => !own.facts.includes(fact));
  if (extra === '' || !news || answer.body.includes(extra)) return { ...answer, related };
  const more = near.sources.map((source) => library.presenter.source(source, language));
  const sources = [
    ...answer.sources,
    ...more.filter(
      ({ document, section }) =>
        !answer.sources.some((known) => known.document === document && known.section === section),
    ),
  ];
  return {
    ...answer,
    body: `${answer.body}\n\n**${title}**\n\n${extra}`,
    sources: sources.slice(0, 3),
    related,
  };
}

function areNeighbours(a: Entry, b: Entry): boolean {
  return a.topic === b.topic || a.related.includes(b.id) || b.related.includes(a.id);
}

/** An entry or curated answer as it is shown. */
export function answerOf(id: string, language: Language, library: Library): Answer | undefined {
  const entry = library.entry(id);
  return entry ? library.presenter.entry(entry, language) : library.curated(id, language);
}

function declined({ entries, gaps }: Decision, language: Language, library: Library): Declined {
  const [gap] = gaps;
  const known = gap && gap.features.best > 0.45 ? library.gap(gap.doc.id) : undefined;
  const near = entries
    .filter(({ features }) => features.said > 0.35)
    .slice(0, 2)
    .map(({ doc }) => doc.id);
  const ids = [...new Set([...(known?.nearby ?? []), ...(known ? [] : near)])].slice(0, 3);
  const nearby = library.presenter.labels(ids, language).map((label) => {
    const text = library.entry(label.entryId)?.text[language];
    return text ? { ...label, text } : label;
  });
  return { kind: 'declined', language, nearby, ...(known ? { about: known.about[language] } : {}) };
}

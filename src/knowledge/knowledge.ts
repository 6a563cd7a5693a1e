import { answerOf, judge, type Library, outcomeOf, SURE } from './answering';
import { compareAnswer, compareQuestion } from './computed/compare-questions';
import { councilAnswer, councilQuestion } from './computed/council-questions';
import { registerAnswer, registerQuestion } from './computed/register-questions';
import { type Facts, gatherFacts, type Structured } from './computed/structured';
import { timeAnswer, timeQuestion } from './computed/time-questions';
import { type CuratedShelf, shelve } from './curated';
import { type Decision, favour } from './decide';
import { completions, isLinked, leansBack, ownSubjects, pointsBack } from './follow-up';
import { sourcesOf } from './pack/documents';
import type { LoadedPack } from './pack/load';
import type { Entry } from './pack/schema';
import { createPresenter } from './present';
import { SearchIndex } from './search/search-index';
import { otherThanQuestion } from './smalltalk';
import type { Answer, CuratedEntry, Exchange, Language, Outcome, Question } from './types';
import { type Analyser, type Analysis, createAnalyser } from './understand/analyse';
import { questionParts } from './understand/sentences';
import { collectVocabulary } from './understand/vocabulary';
import { yearsIn } from './understand/words/date-patterns';

/** What of the pack other features lean on as it is. */
type PackData = Pick<
  LoadedPack,
  | 'id'
  | 'name'
  | 'documents'
  | 'agreement'
  | 'register'
  | 'councils'
  | 'principles'
  | 'commitments'
  | 'administrations'
  | 'people'
  | 'pages'
  | 'milestones'
>;

/** What a municipality's pack knows, asked in free text. */
export interface Knowledge extends PackData {
  /** What to say to a message. Pure and synchronous: the same question, context and date give the same outcome. */
  ask(question: Question): Outcome;
  /** Whether a question may be understood only with the ones before: else `ask` answers the same with a context and without. */
  leans(question: Question): boolean;
  /**
   * An answer by its id: an entry, a curated answer, or one of those that `ask` works out. `today` (YYYY-MM-DD) is needed by
   * those that count days.
   */
  entry(id: string, language: Language, today?: string): Answer | undefined;
  /** The same knowledge with answers that coordinators have given; the pack's own index is shared, not rebuilt. */
  withCurated(entries: readonly CuratedEntry[]): Knowledge;
}

/** What the search makes of a question, and the answer from data if it is of such a kind. */
interface Judged {
  readonly decision: Decision;
  readonly computed?: Answer;
}

/** A follow-up as one of the ways to make it whole has it. */
interface Reading {
  sure: number;
  /** Whether it stays with what was spoken of. */
  near: boolean;
  outcome: () => Outcome;
}

/** How much surer a part of a message must be than a longer part of it. */
const CONTEXT = 0.1;
const LESS_NEEDED = 0.02;
const CERTAIN = 0.95;

class PackKnowledge implements Knowledge {
  readonly id: string;
  readonly name: LoadedPack['name'];
  readonly documents: LoadedPack['documents'];
  readonly agreement: LoadedPack['agreement'];
  readonly register: LoadedPack['register'];
  readonly councils: LoadedPack['councils'];
  readonly principles: LoadedPack['principles'];
  readonly commitments: LoadedPack['commitments'];
  readonly administrations: LoadedPack['administrations'];
  readonly people: LoadedPack['people'];
  readonly pages: LoadedPack['pages'];
  readonly milestones: LoadedPack['milestones'];

  constructor(
    private readonly facts: Facts & { pack: LoadedPack },
    private readonly library: Library,
  ) {
    const { pack } = facts;
    ({ id: this.id, name: this.name, documents: this.documents, agreement: this.agreement } = pack);
    ({ register: this.register, councils: this.councils, principles: this.principles } = pack);
    ({ commitments: this.commitments, administrations: this.administrations } = pack);
    ({ people: this.people, pages: this.pages, milestones: this.milestones } = pack);
  }

  ask(question: Question): Outcome {
    const analysis = this.analyse(question);
    const said = otherThanQuestion(analysis);
    if (said) return said;
    const { analysis: read, ...alone } = this.judgeBest(analysis, question);
    const leaned = this.lean(analysis, question, alone);
    if (leaned) return leaned;
    return alone.computed ?? outcomeOf(alone.decision, read, this.library, question.askedBefore ?? false);
  }

  leans(question: Question): boolean {
    const analysis = this.analyse(question);
    if (!leansBack(analysis) || otherThanQuestion(analysis)) return false;
    return !standsAlone(analysis, this.judgeBest(analysis, question));
  }

  private analyse({ text, language }: Question): Analysis {
    return this.library.analyser.analyse(text, { fallback: language ?? 'sv' });
  }

  /** A long message is judged whole and by the sentences in it that ask; the reading that is surest counts. */
  private judgeBest(whole: Analysis, question: Question): Judged & { readonly analysis: Analysis } {
    const readings = questionParts(whole.text).map((part) =>
      this.library.analyser.analyse(part, { language: whole.language }),
    );
    return [whole, ...readings]
      .map((analysis) => ({ analysis, ...this.judge(analysis, question) }))
      .reduce((best, next) => {
        if (best.computed) return best;
        // What was said before the question belongs to it: a shorter reading must be clearly surer.
        const longer = best.analysis.text.length > next.analysis.text.length ? CONTEXT : -CONTEXT;
        return next.computed || next.decision.sure > best.decision.sure + longer ? next : best;
      });
  }

  private judge(analysis: Analysis, question: Question): Judged {
    const decision = judge(analysis, this.library);
    const structured: Structured = {
      ...analysis,
      today: question.today,
      bestFit: decision.evidence.fit,
      isAnswered: decision.sure >= SURE,
    };
    const computed =
      registerQuestion(structured, this.facts) ??
      compareQuestion(structured, this.facts) ??
      councilQuestion(structured, this.facts) ??
      timeQuestion(structured, this.facts);
    return computed ? { decision, computed } : { decision };
  }

  /** A follow-up made whole with what was spoken of just before; undefined when it needs no help or gets none. */
  private lean(analysis: Analysis, question: Question, alone: Judged): Outcome | undefined {
    const last = this.spokenOf(question.context ?? []);
    if (!last || !leansBack(analysis) || standsAlone(analysis, alone)) return undefined;
    const entry = last.entryId ? this.library.entry(last.entryId) : undefined;
    const own = ownSubjects(analysis).length > 0;
    // The phone number of a thing isn't found by what else is known of it.
    const asksAttribute = analysis.units.some(({ attribute }) => attribute);
    // What is known to have no answer, said in whole, gets none from what was spoken of before.
    if (own && analysis.asks.length > 0 && knownGap(alone.decision) && yearsIn(last.question).length === 0)
      return undefined;
    if ((own || !asksAttribute) && this.staysNear(alone.decision, entry, last.topic)) return undefined;
    let best: Reading | undefined;
    for (const text of completions(analysis, last, entry, this.library.analyser)) {
      const whole = this.library.analyser.analyse(text, { language: analysis.language });
      const { decision, computed } = this.judge(whole, question);
      const nearby =
        computed || asksAttribute
          ? withAttribute(decision)
          : favour(decision, (id) => (id === entry?.id ? !own : this.isNear(id, entry, last.topic)));
      const sure = computed ? 1 : nearby.sure;
      if (best && sure <= best.sure) continue;
      const id = computed?.entryId ?? nearby.entries[0]?.doc.id ?? '';
      best = {
        sure,
        near: this.isNear(id, entry, last.topic),
        outcome: () => computed ?? outcomeOf(nearby, whole, this.library, true),
      };
    }
    if (!best) return undefined;
    // Without a subject of its own a question means the last one's, whether that has an answer or not.
    if (!own) return best.outcome();
    const less = !best.near
      ? LESS_NEEDED
      : pointsBack(analysis)
        ? -2 * CONTEXT
        : isLinked(analysis)
          ? -CONTEXT
          : LESS_NEEDED;
    return best.sure >= Math.max(SURE, alone.decision.sure + less) ? best.outcome() : undefined;
  }

  /** The exchange that a follow-up leans on: the last that said what it was about, not one that leant on it in vain. */
  private spokenOf(context: readonly Exchange[]): Exchange | undefined {
    return (
      context.findLast(
        ({ entryId, question }) =>
          entryId !== undefined || !leansBack(this.library.analyser.analyse(question)),
      ) ?? context.at(-1)
    );
  }

  /** Understood by itself, and about what was spoken of: another principle, another council. */
  private staysNear(
    { sure, entries }: Decision,
    entry: Entry | undefined,
    topic: string | undefined,
  ): boolean {
    const [best] = entries;
    return sure > CERTAIN && best !== undefined && this.isNear(best.doc.id, entry, topic);
  }

  /** What a conversation moves on to is mostly a neighbour of what it was at. */
  private isNear(id: string, entry: Entry | undefined, topic: string | undefined): boolean {
    const other = this.library.entry(id);
    if (!other) return false;
    const current = entry?.topic ?? topic;
    return (
      (current !== undefined && other.topic === current) ||
      (entry?.related.includes(id) ?? false) ||
      other.related.includes(entry?.id ?? '')
    );
  }

  entry(id: string, language: Language, today = ''): Answer | undefined {
    const asked = this.library.analyser.analyse('', { language });
    return (
      answerOf(id, language, this.library) ??
      (id.startsWith('register/') ? registerAnswer(id, language, this.facts) : undefined) ??
      compareAnswer(id, language, this.facts) ??
      (today === '' ? undefined : timeAnswer(id, { language, today }, this.facts)) ??
      councilAnswer(id, { ...asked, today, bestFit: 0, isAnswered: false }, this.facts)
    );
  }

  withCurated(entries: readonly CuratedEntry[]): Knowledge {
    const shelf: CuratedShelf = shelve(entries, this.library.analyser, this.facts.presenter);
    const [own] = this.library.indexes;
    const indexes = own && entries.length > 0 ? [own, shelf.index] : this.library.indexes.slice(0, 1);
    return new PackKnowledge(this.facts, { ...this.library, indexes, curated: shelf.answer });
  }
}

/** Whether nothing said before can change the answer. */
function standsAlone(analysis: Analysis, { decision, computed }: Judged): boolean {
  if (computed) return true;
  // Somebody has thought of just these words as a question, and they say what they are about.
  const isOwn = decision.evidence.fit > 0.95 && analysis.units.filter(({ general }) => !general).length > 1;
  if (isOwn) return true;
  const refers = pointsBack(analysis) || isLinked(analysis) || ownSubjects(analysis).length === 0;
  // No reading could be as much surer as it would have to be.
  return !refers && decision.sure > 1 - LESS_NEEDED;
}

/** What nobody thought of asking an entry about, a follow-up doesn't get from it either. */
function withAttribute(decision: Decision): Decision {
  return decision.evidence.attribute < 1
    ? decision
    : { ...decision, sure: Math.min(decision.sure, SURE - 0.1) };
}

/** Somebody has thought of just this question, and that the sources don't answer it. */
function knownGap({ evidence, sure }: Decision): boolean {
  return sure < SURE && evidence.gapFit > 0.8;
}

/** A pack with all that reading its texts has brought. */
export interface IndexedPack {
  readonly pack: LoadedPack;
  readonly analyser: Analyser;
  readonly index: SearchIndex;
}

/** Reads every text of a pack. Takes most of a second; everything after that is read from memory. */
export function indexPack(pack: LoadedPack): IndexedPack {
  const analyser = createAnalyser(collectVocabulary(pack), pack.lexicon, pack.words);
  return { pack, analyser, index: SearchIndex.of(sourcesOf(pack), analyser, pack.classifier) };
}

/** Knowledge of a pack that has been indexed, now or when the bot last started. */
export function knowledgeOf({ pack, analyser, index }: IndexedPack): Knowledge {
  const presenter = createPresenter(pack);
  const entries = new Map(pack.entries.map((entry) => [entry.id, entry]));
  const gaps = new Map(pack.gaps.map((gap) => [gap.id, gap]));
  const library: Library = {
    analyser,
    presenter,
    indexes: [index],
    entry: (id) => entries.get(id),
    gap: (id) => gaps.get(id),
    curated: () => undefined,
  };
  return new PackKnowledge(gatherFacts(pack, presenter), library);
}

/** Indexes a pack and makes it ready to be asked. */
export function createKnowledge(pack: LoadedPack): Knowledge {
  return knowledgeOf(indexPack(pack));
}

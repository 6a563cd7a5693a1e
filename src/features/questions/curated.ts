import type { Connection } from 'mongoose';
import { createBatcher } from '../../storage/batch';
import { isDuplicateKey } from '../../storage/errors';
import { bareCommand } from '../../storage/gate';
import type { Ticks } from '../../ticks';
import type { PersonId, PlatformName } from '../../turn/turn';
import type { Curated, CuratedVersion, Question, QuestionModels, Revision } from './model';

export interface CuratedDraft {
  readonly question: string;
  readonly text: string;
  readonly source: string;
  /** YYYY-MM-DD. */
  readonly reviewOn: string;
}

export interface Author {
  readonly id: PersonId;
  readonly name: string;
  readonly platform: PlatformName;
}

/** As it is now, without its earlier versions. */
export type CuratedNow = Omit<Curated, 'history'>;

export interface CuratedStore {
  /** Writes the answer to a question: the first time version 1, then the next version. Saving the same text twice is one version. */
  save(question: Question, draft: CuratedDraft, author: Author, now: Date): Promise<Curated>;
  byId(id: string): Promise<Curated | null>;
  /** All active ones, for the index. */
  active(): Promise<CuratedNow[]>;
  list(page: number, size: number): Promise<{ answers: CuratedNow[]; total: number }>;
  /**
   * Makes a new version: an edit, a withdrawal, or an earlier version brought back.
   * @returns null when `expected` isn't the current version any more.
   */
  change(
    id: string,
    expected: number,
    change: Partial<CuratedDraft> & { state?: Curated['state'] },
    author: Author,
    now: Date,
  ): Promise<Curated | null>;
  /** Counts up after every change: at once for one made here, within {@link STALE_MS} for another replica's. */
  revision(): Promise<number>;
  /** Makes every replica read the answers anew. */
  bump(): Promise<void>;
}

/** Milliseconds after which a reading is renewed, while the questions of that moment go by the one before. */
const FRESH_MS = 50;
/** Milliseconds that a reading is good for: nobody publishes an answer and asks another replica for it faster than that. */
const STALE_MS = 2 * FRESH_MS;

/** Curated answers: versioned, reversible, live on every replica as soon as it reads the new revision. */
export function createCuratedStore(
  { curated, revisions }: Pick<QuestionModels, 'curated' | 'revisions'>,
  ticks: Ticks,
): CuratedStore {
  let bumps = 0;
  let latest = { number: 0, at: Number.NEGATIVE_INFINITY };
  let renewing = false;
  const bump = async (): Promise<void> => {
    await revisions.updateOne({ _id: 'curated' }, { $inc: { number: 1 } }, { upsert: true });
    bumps += 1;
    latest = { ...latest, at: Number.NEGATIVE_INFINITY };
  };

  const change: CuratedStore['change'] = async (id, expected, wanted, author, now) => {
    const current = await curated.findById(id).lean();
    if (current === null || current.version !== expected) return null;
    const version = stamp({ ...pick(current), ...wanted, version: expected + 1 }, author, now);
    const changed = await curated
      .findOneAndUpdate(
        { _id: id, version: expected },
        {
          $set: { ...pick(version), owner: author.name, updatedAt: now },
          $push: { history: version },
          $unset: { audited: '' },
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (changed !== null) await bump();
    return changed;
  };

  const create = async (
    question: Question,
    draft: CuratedDraft,
    author: Author,
    now: Date,
  ): Promise<Curated> => {
    const version = stamp({ ...draft, version: 1, state: 'active' }, author, now);
    const answer: Curated = {
      _id: `curated-${question._id}`,
      questionId: question._id,
      language: question.language,
      phrasings: [question.text, ...question.variants],
      owner: author.name,
      updatedAt: now,
      ...pick(version),
      history: [version],
    };
    await curated.create(answer);
    await bump();
    return answer;
  };

  // Questions that come at the same time share the look: each begins after the question did.
  const look = createBatcher<undefined, number>(async (askers) => {
    const [at, before] = [ticks(), bumps];
    const number = await readRevision(revisions.db, revisions.collection.collectionName);
    if (bumps === before) latest = { number, at };
    return askers.map(() => number);
  });
  const revision = async (): Promise<number> => {
    const age = ticks() - latest.at;
    if (age >= STALE_MS) return look.add(undefined);
    if (age >= FRESH_MS && !renewing) {
      renewing = true;
      const done = (): void => {
        renewing = false;
      };
      // One that fails is missed by those who come when the last is stale.
      look.add(undefined).then(done, done);
    }
    return latest.number;
  };

  return {
    save: async (question, draft, author, now) => {
      const id = `curated-${question._id}`;
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const current = await curated.findById(id).lean();
        if (current !== null && same(current, draft)) {
          // Counted up again in case the process died between the change and its count.
          await bump();
          return current;
        }
        try {
          const saved =
            current === null
              ? await create(question, draft, author, now)
              : await change(id, current.version, { ...draft, state: 'active' }, author, now);
          if (saved !== null) return saved;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
      throw new Error('curated answer kept changing');
    },
    byId: (id) => curated.findById(id).lean(),
    active: () => curated.find({ state: 'active' }, { history: 0 }).lean(),
    list: async (page, size) => {
      const [answers, total] = await Promise.all([
        curated
          .find({ state: { $in: ['active', 'withdrawn'] } }, { history: 0 })
          .sort({ updatedAt: -1 })
          .skip(page * size)
          .limit(size)
          .lean(),
        curated.countDocuments({}),
      ]);
      return { answers, total };
    },
    change,
    bump,
    revision,
  };
}

/** One bare command, without a model or a cursor: this is read with every question. */
async function readRevision(connection: Connection, collection: string): Promise<number> {
  const filter = { _id: 'curated' };
  const command = { find: collection, filter, limit: 1, singleBatch: true };
  const { cursor } = await bareCommand(connection, command);
  return (cursor.firstBatch as readonly Revision[])[0]?.number ?? 0;
}

function pick({
  version,
  question,
  text,
  source,
  reviewOn,
  state,
}: Omit<CuratedVersion, 'at' | 'by' | 'platform'>) {
  return { version, question, text, source, reviewOn, state };
}

function stamp(
  fields: Omit<CuratedVersion, 'at' | 'by' | 'platform'>,
  author: Author,
  now: Date,
): CuratedVersion {
  return { ...pick(fields), at: now, by: author.id, platform: author.platform };
}

function same(current: Curated, draft: CuratedDraft): boolean {
  return (
    current.state === 'active' &&
    (['question', 'text', 'source', 'reviewOn'] as const).every((field) => current[field] === draft[field])
  );
}

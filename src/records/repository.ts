import { isDuplicateKey } from '../storage/errors';
import { BotError } from '../turn/errors';
import type { PlatformName } from '../turn/turn';
import { changesBetween, changesSince } from './changes';
import type { RecordKind } from './codes';
import { audienceMarks, datedMarks, periodMarks } from './derived';
import type { Actor, CommonContent, Draft, Entry, HistoryEntry, Response, Warning } from './entry';
import { createFinder, type Finder, toEntry } from './finder';
import type { RecordDocument, RecordModel } from './models';
import type { Audience } from './query';
import { findSimilar, titleKeys } from './similar';
import { withStoreAway } from './store-away';
import { searchTerms } from './terms';
import { findUntold, markTold } from './untold';
import type { Words } from './words';

/** What stands behind a change: who, when, and the form or delivery, which has its effect once. */
export interface Cause {
  readonly actor: Actor;
  readonly at: Date;
  readonly key: string;
  /** What the person had been warned of. */
  readonly accepted?: readonly Warning[];
}

/**
 * Keeps the records of one kind. Every method rejects with BotError `store-away` while the database can't be reached, and
 * nothing is half done: a change and its history are one write.
 */
export interface RecordRepository<C> extends Finder<C> {
  /** Saves a new record, or gives back the one that the same cause made before. */
  create(draft: Draft<C>, cause: Cause): Promise<{ readonly entry: Entry<C>; readonly created: boolean }>;
  /**
   * Saves a new version. The same cause again gives the record as it is.
   * @throws BotError `record-changed` when the record says something else than in the expected version, `record-not-found`.
   */
  update(code: string, expected: number, draft: Draft<C>, cause: Cause): Promise<Entry<C>>;
  /** Hides the record, or brings it back; already done is done. @throws BotError `record-not-found`. */
  setWithdrawn(code: string, withdrawn: boolean, cause: Cause): Promise<Entry<C>>;
  /** Adds what the other side says of the version that it has seen. @throws BotError `record-not-found`, `record-changed`. */
  respond(code: string, said: Pick<Response, 'kind' | 'text' | 'version'>, cause: Cause): Promise<Entry<C>>;
  /** Some of the records whose owner has not been told of everything that the other side has said. */
  untold(): Promise<readonly Entry<C>[]>;
  /** What has been said up to this version has been told. */
  setTold(code: string, version: number): Promise<void>;
  /** The record that this cause has made, if it has. */
  madeBy(cause: Cause): Promise<Entry<C> | undefined>;
  /** Records whose title says nearly the same, as far as the audience may see them; not the cause's own. */
  similar(draft: Draft<C>, audience: Audience, cause: Cause): Promise<readonly Entry<C>[]>;
}

export interface RepositoryOptions<C> {
  readonly letter: RecordKind;
  readonly model: RecordModel;
  readonly nextCode: (kind: RecordKind, year: number) => Promise<string>;
  readonly words: Words;
  /** The calendar date of an instant in the bot's time zone, YYYY-MM-DD. */
  readonly dayOf: (instant: Date) => string;
  /** Every text that search should find the record by. */
  readonly searchable: (draft: Draft<C>) => readonly string[];
  /** The days that the content says it is about. */
  readonly period: (content: C) => { readonly from?: string; readonly to?: string };
}

/** A code may have been given before a backup was restored: so many are skipped before giving up. */
const CODE_ATTEMPTS = 20;
/** Someone else may save at the same moment; withdrawing and responding don't mind and try again. */
const ATTEMPTS = 5;

/** Keeps the records of one kind in MongoDB. */
export function createRepository<C extends CommonContent>(
  options: RepositoryOptions<C>,
): RecordRepository<C> {
  return withStoreAway<RecordRepository<C>>(new MongoRecords(options));
}

/** What follows from a draft and is kept so that an index finds it. */
type Derived = Pick<RecordDocument<CommonContent>, 'terms' | 'periods' | 'dated' | 'audience' | 'alike'>;

class MongoRecords<C extends CommonContent> implements RecordRepository<C> {
  private readonly finder: Finder<C>;
  constructor(private readonly options: RepositoryOptions<C>) {
    this.finder = createFinder<C>(options.model, options.words);
  }

  byCode: Finder<C>['byCode'] = (code) => this.finder.byCode(code);
  find: Finder<C>['find'] = (query, page) => this.finder.find(query, page);
  search: Finder<C>['search'] = (text, query, page) => this.finder.search(text, query, page);
  count: Finder<C>['count'] = (query) => this.finder.count(query);
  untold = () => findUntold<C>(this.options.model);
  setTold = (code: string, version: number) => markTold(this.options.model, code, version);
  coverage: Finder<C>['coverage'] = (created, ids) => this.finder.coverage(created, ids);

  async create(draft: Draft<C>, cause: Cause): Promise<{ entry: Entry<C>; created: boolean }> {
    const origin = originOf(cause);
    const earlier = await this.byOrigin(origin);
    if (earlier !== undefined) return { entry: earlier, created: false };
    const derived = this.derive(draft, cause.at, cause.actor.platform);
    await this.options.words.learn(derived.terms);
    const entry = await this.insert({
      ...plain(draft),
      ...derived,
      origin,
      version: 1,
      withdrawn: false,
      platform: cause.actor.platform,
      createdBy: creator(cause.actor),
      createdAt: cause.at,
      updatedAt: cause.at,
      responses: [],
      history: [historyEntry(1, { action: 'created', changes: [] }, cause)],
    });
    if (entry !== undefined) return { entry, created: true };
    const winner = await this.byOrigin(origin);
    if (winner === undefined) throw new BotError('record-not-found');
    return { entry: winner, created: false };
  }

  async update(code: string, expected: number, draft: Draft<C>, cause: Cause): Promise<Entry<C>> {
    const before = await this.existing(code);
    if (isDone(before, cause)) return before;
    // A confirmation or a comment in between changes nothing that the editor has seen.
    const moved = before.version !== expected && changesSince(before, expected).length > 0;
    if (moved || before.version < expected || before.withdrawn) throw new BotError('record-changed');
    const changes = changesBetween(before, draft);
    if (changes.length === 0) return before;
    const published = before.status === 'draft' && draft.status !== 'draft';
    const createdAt = published ? cause.at : before.createdAt;
    const derived = this.derive(draft, createdAt, before.platform);
    await this.options.words.learn(derived.terms);
    const action = changes.every(({ field }) => field === 'status') ? 'status' : 'edited';
    const entry = await this.write(
      before,
      { ...plain(draft), ...derived, createdAt },
      { action, changes },
      cause,
    );
    if (entry !== undefined) return entry;
    // The race is lost: against its own double the change has been made, against anyone else it hasn't.
    const now = await this.existing(code);
    if (isDone(now, cause)) return now;
    throw new BotError('record-changed');
  }

  async setWithdrawn(code: string, withdrawn: boolean, cause: Cause): Promise<Entry<C>> {
    const step = { action: withdrawn ? 'withdrawn' : 'restored', changes: [] } as const;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.existing(code);
      if (before.withdrawn === withdrawn) return before;
      const entry = await this.write(before, { withdrawn }, step, cause);
      if (entry !== undefined) return entry;
    }
    throw new BotError('record-changed');
  }

  async respond(
    code: string,
    { kind, text, version }: Pick<Response, 'kind' | 'text' | 'version'>,
    cause: Cause,
  ): Promise<Entry<C>> {
    const { id: by, name, platform } = cause.actor;
    const response: Response = {
      ...{ kind, by, platform, at: cause.at, version, told: false },
      ...(name === undefined ? {} : { name }),
      ...(text === undefined ? {} : { text }),
    };
    const step = { action: kind === 'comment' ? 'commented' : 'confirmed', changes: [] } as const;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.existing(code);
      if (isDone(before, cause)) return before;
      if (before.withdrawn || changesSince(before, version).length > 0) throw new BotError('record-changed');
      const entry = await this.write(before, {}, step, cause, response);
      if (entry !== undefined) return entry;
    }
    throw new BotError('record-changed');
  }

  madeBy(cause: Cause): Promise<Entry<C> | undefined> {
    return this.byOrigin(originOf(cause));
  }

  similar: RecordRepository<C>['similar'] = (draft, audience, cause) =>
    findSimilar(this.options.model, draft, audience, originOf(cause), this.options.period);

  private derive(draft: Draft<C>, createdAt: Date, platform: PlatformName): Derived {
    const period = this.options.period(draft.content);
    const from = period.from ?? period.to ?? this.options.dayOf(createdAt);
    const terms = searchTerms(this.options.searchable(draft));
    const periods = periodMarks(from, period.to ?? from);
    const { partners, principles } = draft.content;
    const { administrations } = draft;
    return {
      terms,
      periods,
      dated: datedMarks({ terms, partners, principles, administrations }, periods),
      alike: titleKeys(draft.content.title),
      audience: audienceMarks(draft.shared, platform, draft.status),
    };
  }

  /** Undefined when the same origin has made a record in the meantime. */
  private async insert(document: Omit<RecordDocument<C>, 'code'>): Promise<Entry<C> | undefined> {
    const { letter, model, nextCode, dayOf } = this.options;
    const year = Number(dayOf(document.createdAt).slice(0, 4));
    for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
      const code = await nextCode(letter, year);
      try {
        const made = await model.insertOne({ ...document, code });
        return toEntry(made.toObject() as unknown as RecordDocument<C>);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if ((await this.byOrigin(document.origin)) !== undefined) return undefined;
      }
    }
    throw new Error(`no free code for ${letter}-${year}`);
  }

  /** Writes the next version and its history where the record is still at the version that was read. */
  private async write(
    before: Entry<C>,
    set: Partial<Pick<RecordDocument<C>, keyof Draft<C> | keyof Derived | 'withdrawn' | 'createdAt'>>,
    step: Pick<HistoryEntry, 'action' | 'changes'>,
    cause: Cause,
    response?: Response,
  ): Promise<Entry<C> | undefined> {
    const version = before.version + 1;
    const updated = await this.options.model
      .findOneAndUpdate(
        { code: before.code, version: before.version },
        {
          $set: { ...set, version, updatedAt: cause.at },
          $unset: { audited: '' },
          $push: {
            history: historyEntry(version, step, cause),
            ...(response === undefined ? {} : { responses: response }),
          },
        },
        { returnDocument: 'after' },
      )
      .lean<RecordDocument<C>>();
    return updated === null ? undefined : toEntry(updated);
  }

  private async byOrigin(origin: string): Promise<Entry<C> | undefined> {
    const found = await this.options.model.findOne({ origin }).lean<RecordDocument<C>>();
    return found === null ? undefined : toEntry(found);
  }

  private async existing(code: string): Promise<Entry<C>> {
    const entry = await this.byCode(code);
    if (entry === undefined) throw new BotError('record-not-found');
    return entry;
  }
}

function originOf({ actor, key }: Cause): string {
  return `${actor.id}|${key}`;
}

/** True when this very form or delivery has made its change before. */
function isDone(entry: Entry<unknown>, { key, actor }: Cause): boolean {
  return entry.history.some((step) => step.key === key && step.by === actor.id);
}

function historyEntry(
  version: number,
  step: Pick<HistoryEntry, 'action' | 'changes'>,
  { actor, at, key, accepted }: Cause,
): HistoryEntry {
  const name = actor.name === undefined ? {} : { name: actor.name };
  return {
    version,
    at,
    by: actor.id,
    ...name,
    platform: actor.platform,
    key,
    ...step,
    ...(accepted && { accepted }),
  };
}

function creator({ id, name, administration }: Actor): Entry<unknown>['createdBy'] {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(administration === undefined ? {} : { administration }),
  };
}

/** Without undefined values, which the driver would store as null. */
function plain<C>({ status, shared, administrations, content }: Draft<C>): Draft<C> {
  return JSON.parse(JSON.stringify({ status, shared, administrations, content }));
}

import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';
import { orStoreAway } from '../../records/store-away';
import { isDuplicateKey } from '../../storage/errors';
import type { PersonId } from '../../turn/turn';
import type { Bundle } from './model';

/** A card that is older than this is left as it is; its buttons still do what they say. */
const KEEP_FRESH_DAYS = 90;
const DAY_MS = 86_400_000;

export interface Bundles {
  /** Stores it once: of several processes one gets true. */
  claim(bundle: Bundle): Promise<boolean>;
  /** Those that a process claimed and may not have lived to queue. */
  claimed(): Promise<readonly Bundle[]>;
  /** Those that have been queued since a day, YYYY-MM-DD. */
  sentSince(day: string): Promise<readonly Bundle[]>;
  /** Who has got one on a day, or could not be reached. */
  recipientsOn(day: string): Promise<ReadonlySet<string>>;
  settle(id: string, state: Bundle['state'], shown?: string): Promise<void>;
  /** What was left of it when it was queued. */
  keepItems(bundle: Pick<Bundle, '_id' | 'items'>): Promise<void>;
  byKey(key: string): Promise<Bundle | null>;
  /** The latest that went to one of a person's accounts, sent or asked for. */
  latestOf(person: PersonId): Promise<Bundle | null>;
  /** Sent ones that hold a question about one of the records and are young enough to be kept in step with them. */
  about(codes: readonly string[], now: Date): Promise<readonly Bundle[]>;
  /** Keeps what a person has just been shown, in place of the list before it. */
  keepList(bundle: Bundle): Promise<void>;
}

/** What buttons carry in place of a bundle's key, which may be longer than they hold. */
export function shortKey(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** The messages with questions. @throws BotError `store-away` from every method. */
export function createBundles(model: Model<Bundle>): Bundles {
  const find = (filter: object): Promise<Bundle[]> =>
    orStoreAway(() => model.find(filter).limit(1_000).lean<Bundle[]>().exec());
  return {
    claim: async (bundle) => {
      try {
        await orStoreAway(() => model.insertOne(bundle));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    claimed: () => find({ state: 'claimed' }),
    sentSince: (day) => find({ state: 'sent', day: { $gte: day } }),
    recipientsOn: async (day) => {
      const found = await orStoreAway(() =>
        model
          .find({ day, state: { $ne: 'list' } }, { recipient: 1 })
          .lean<Pick<Bundle, 'recipient'>[]>()
          .exec(),
      );
      return new Set(found.map(({ recipient }) => recipient));
    },
    settle: async (id, state, shown) => {
      const set = { state, ...(shown === undefined ? {} : { shown }) };
      await orStoreAway(() => model.updateOne({ _id: id }, { $set: set }));
    },
    keepItems: async ({ _id, items }) => {
      await orStoreAway(() => model.updateOne({ _id }, { $set: { items } }));
    },
    byKey: (key) => orStoreAway(() => model.findOne({ key }).lean<Bundle>().exec()),
    latestOf: (person) =>
      orStoreAway(() =>
        model
          .findOne({ people: person, state: { $in: ['sent', 'list'] } })
          // Of the same moment the list, which was asked for after the message had come.
          .sort({ at: -1, state: 1 })
          .lean<Bundle>()
          .exec(),
      ),
    about: (codes, now) =>
      find({
        subjects: { $in: [...codes] },
        at: { $gte: new Date(now.getTime() - KEEP_FRESH_DAYS * DAY_MS) },
        state: 'sent',
      }),
    keepList: async ({ _id, ...bundle }) => {
      await orStoreAway(() => model.updateOne({ _id }, { $set: bundle }, { upsert: true }));
    },
  };
}

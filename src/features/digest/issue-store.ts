import type { Model } from 'mongoose';
import { orStoreAway } from '../../records/store-away';
import { isDuplicateKey } from '../../storage/errors';
import type { PersonId } from '../../turn/turn';
import type { Addressee, Issue, IssueEvent, IssueState } from './issue';

/** What must hold of an issue for a change to be made. */
export interface Expected {
  readonly key: string;
  readonly states: readonly IssueState[];
  /** The version that whoever decides has seen. */
  readonly version?: number;
}

export type IssueChanges = Partial<
  Pick<
    Issue,
    | 'state'
    | 'from'
    | 'until'
    | 'composedAt'
    | 'sendOn'
    | 'greeting'
    | 'content'
    | 'preparedBy'
    | 'sentAt'
    | 'correction'
    | 'task'
  >
>;

/** Every method rejects with BotError `store-away` while the store can't be reached. */
export interface IssueStore {
  byKey(key: string): Promise<Issue | null>;
  /** The latest in one of the states, by what it tells of. */
  latest(states: readonly IssueState[]): Promise<Issue | null>;
  /** The issue of the key: this one, or the one that was there before it. */
  insert(issue: Issue): Promise<Issue>;
  /**
   * One atomic write; of several at once only one is made. A field that is undefined is taken away.
   * @returns the issue after it, or null when what was expected doesn't hold: nothing has changed then.
   */
  change(
    expected: Expected,
    changes: IssueChanges,
    event?: { readonly action: IssueEvent['action']; readonly by: PersonId; readonly at: Date },
  ): Promise<Issue | null>;
  /** Notes to whom it goes, once. @returns the issue with the roster that holds. */
  settleRoster(key: string, roster: readonly Addressee[]): Promise<Issue | null>;
  /** Adds those whom it also goes to. */
  addToRoster(key: string, more: readonly Addressee[]): Promise<void>;
  /** What a process has begun to send, correct or withdraw, and not finished. */
  unfinished(): Promise<readonly Issue[]>;
  /** What waits to be sent: drafts and approved ones. */
  waiting(): Promise<readonly Issue[]>;
  /** The task has been carried out. */
  finishTask(key: string, version: number): Promise<void>;
}

export function createIssueStore(model: Model<Issue>): IssueStore {
  const byKey = (key: string): Promise<Issue | null> =>
    orStoreAway(() => model.findById(key).lean<Issue>().exec());
  const inState = (states: readonly IssueState[]): Promise<Issue[]> =>
    orStoreAway(() =>
      model
        .find({ state: { $in: [...states] } })
        .sort({ until: -1 })
        .limit(10)
        .lean<Issue[]>()
        .exec(),
    );
  return {
    byKey,
    latest: async (states) => (await inState(states))[0] ?? null,
    insert: async (issue) => {
      try {
        await orStoreAway(() => model.create(issue));
        return issue;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await byKey(issue._id)) ?? issue;
      }
    },
    change: ({ key, states, version }, changes, event) =>
      orStoreAway(() =>
        model
          .findOneAndUpdate(
            { _id: key, state: { $in: [...states] }, ...(version === undefined ? {} : { version }) },
            {
              ...updateOf(changes),
              $inc: { version: 1 },
              ...(event === undefined ? {} : { $push: { history: event } }),
            },
            { returnDocument: 'after' },
          )
          .lean<Issue>()
          .exec(),
      ),
    settleRoster: async (key, roster) => {
      await orStoreAway(() =>
        model.updateOne({ _id: key, roster: { $exists: false } }, { $set: { roster } }),
      );
      return byKey(key);
    },
    addToRoster: async (key, more) => {
      for (const one of more) {
        await orStoreAway(() =>
          model.updateOne(
            { _id: key, 'roster.recipient': { $ne: one.recipient } },
            { $push: { roster: one } },
          ),
        );
      }
    },
    unfinished: async () => [
      ...(await inState(['sending'])),
      ...(await orStoreAway(() =>
        model
          .find({ task: { $in: ['correct', 'withdraw'] } })
          .limit(10)
          .lean<Issue[]>()
          .exec(),
      )),
    ],
    waiting: () => inState(['draft', 'approved']),
    finishTask: async (key, version) => {
      // A later correction has a version of its own, and is carried out by its own task.
      await orStoreAway(() => model.updateOne({ _id: key, version }, { $unset: { task: 1 } }));
    },
  };
}

function updateOf(changes: IssueChanges): { $set?: object; $unset?: object } {
  const entries = Object.entries(changes);
  const set = entries.filter(([, value]) => value !== undefined);
  const gone = entries.filter(([, value]) => value === undefined).map(([name]) => [name, 1]);
  return {
    ...(set.length > 0 ? { $set: Object.fromEntries(set) } : {}),
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {}),
  };
}

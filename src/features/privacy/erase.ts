import type { Model } from 'mongoose';
import type { Logger } from '../../log';
import { erasureMark } from '../../privacy/erasure-mark';
import {
  type Forgotten,
  NOTHING_FORGOTTEN,
  type PersonalData,
  pseudonymOf,
  type Subject,
} from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import { isDuplicateKey } from '../../storage/errors';
import type { Erasure } from './model';

export interface EraseOptions {
  readonly erasures: Model<Erasure>;
  readonly personalData: () => readonly PersonalData[];
  /** Something that leads to nobody, for the pseudonym. */
  readonly newId: () => string;
  readonly log: Logger;
}

export type Counts = Readonly<Record<string, Forgotten>>;

/** Something the person wrote while they were being forgotten is taken in the next round. */
const ROUNDS = 3;

export interface Eraser {
  /** Notes whom to forget and does it. The same person again goes on with what is under way. @throws BotError `store-away`. */
  erase(subject: Subject, now: Date): Promise<Counts>;
  /** Finishes what processes have left half done. */
  resume(now: Date): Promise<void>;
}

/** Forgets people: every declaration in turn, each as often as it takes. */
export function createEraser({ erasures, personalData, newId, log }: EraseOptions): Eraser {
  const start = async (subject: Subject, now: Date): Promise<Erasure | null> => {
    const [ids, conversations] = [[...subject.ids], [...subject.conversations]];
    try {
      const made = await erasures.create({
        ...{ _id: pseudonymOf(newId()), state: 'started', ids, conversations, at: now },
      });
      return made.toObject() as Erasure;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return erasures.findOne({ ids: { $in: ids }, state: 'started' }).lean<Erasure>();
    }
  };

  const finish = async (erasure: Erasure, now: Date): Promise<Counts> => {
    const subject = { ids: erasure.ids ?? [], conversations: erasure.conversations ?? [] };
    const counts: Record<string, Forgotten> = {};
    for (let round = 0; round < ROUNDS; round++) {
      let left = 0;
      for (const data of personalData()) {
        const { erased, pseudonymised } = await data.forget(subject, erasure._id);
        const before = counts[data.name] ?? NOTHING_FORGOTTEN;
        counts[data.name] = {
          erased: before.erased + erased,
          pseudonymised: before.pseudonymised + pseudonymised,
        };
        left += erased + pseudonymised;
      }
      if (left === 0) break;
    }
    const keys = [...subject.ids, ...subject.conversations];
    const of = erasure.of ?? keys.map((key) => erasureMark(erasure._id, key));
    await erasures.updateOne(
      { _id: erasure._id },
      { $set: { state: 'done', finishedAt: now, of, counts }, $unset: { ids: '', conversations: '' } },
    );
    log.info({ counts }, 'person forgotten');
    return counts;
  };

  return {
    erase: (subject, now) =>
      orStoreAway(async () => {
        const erasure = await start(subject, now);
        return erasure === null ? {} : finish(erasure, now);
      }),
    resume: async (now) => {
      const left = await erasures.find({ state: 'started' }).sort({ at: 1 }).limit(20).lean<Erasure[]>();
      for (const erasure of left) await finish(erasure, now);
    },
  };
}

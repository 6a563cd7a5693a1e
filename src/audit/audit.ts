import type { Model } from 'mongoose';
import { orStoreAway } from '../records/store-away';
import { isDuplicateKey } from '../storage/errors';
import type { AuditEvent } from './model';

export interface Audit {
  /** Adds what isn't there yet; resolves when it is stored. @throws BotError `store-away`. */
  note(...events: readonly AuditEvent[]): Promise<void>;
  /** The latest, about one record or about anything, newest first. */
  latest(limit: number, about?: string): Promise<readonly AuditEvent[]>;
}

/** The log of what was done. It can only be added to. */
export function createAudit(events: Model<AuditEvent>): Audit {
  return {
    note: async (...fresh) => {
      if (fresh.length === 0) return;
      try {
        await orStoreAway(() => events.insertMany(fresh, { ordered: false }));
      } catch (error) {
        if (!isDuplicateKey(error) || !onlyDuplicates(error)) throw error;
      }
    },
    latest: (limit, about) =>
      orStoreAway(() =>
        events
          .find(about === undefined ? {} : { about })
          .sort({ at: -1 })
          .limit(limit)
          .lean<AuditEvent[]>()
          .exec(),
      ),
  };
}

/** Of many, some may have been there and others been refused for another reason. */
function onlyDuplicates(error: unknown): boolean {
  const { writeErrors = [] } = error as { readonly writeErrors?: readonly { readonly code?: number }[] };
  return writeErrors.every(({ code }) => code === 11000);
}

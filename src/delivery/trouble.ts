import type { Deliveries, Delivery } from './model';

/** Deliveries that did not arrive, or may not have, as the coordinators are told of them: many in one message. */
export interface Bundle {
  readonly id: string;
  readonly deliveries: readonly Pick<
    Delivery,
    '_id' | 'kind' | 'recipient' | 'platform' | 'state' | 'reason'
  >[];
}

/** What tells the coordinators of failures must not fail in turn for ever. */
export const TROUBLE = 'trouble';

/** Nothing more has failed for so long: the sending is over. */
const QUIET_MS = 60_000;
/** Told at the latest after so long. */
const LATEST_MS = 10 * 60_000;
const MOST = 200;

export interface Troubles {
  /**
   * The next bundle that is to be told of; the same one until it is told, also after a death in between. One process at a
   * time may ask.
   */
  next(now: Date): Promise<Bundle | undefined>;
  told(bundle: string): Promise<void>;
}

export function createTroubles(deliveries: Deliveries, newId: () => string): Troubles {
  const untold = { told: false, kind: { $ne: TROUBLE } };
  const bundled = async (id: string): Promise<Bundle> => ({
    id,
    deliveries: await deliveries
      .find({ ...untold, bundle: id })
      .sort({ settledAt: 1 })
      .lean<Delivery[]>(),
  });
  return {
    next: async (now) => {
      const left = await deliveries.findOne({ ...untold, bundle: { $exists: true } }).lean<Delivery>();
      if (left?.bundle !== undefined) return bundled(left.bundle);
      const fresh = await deliveries
        .find({ ...untold, bundle: { $exists: false } })
        .sort({ settledAt: 1 })
        .limit(MOST)
        .lean<Delivery[]>();
      const times = fresh.map(({ settledAt, at }) => (settledAt ?? at).getTime());
      const ready =
        now.getTime() - Math.max(...times) >= QUIET_MS || now.getTime() - Math.min(...times) >= LATEST_MS;
      if (fresh.length === 0 || !ready) return undefined;
      const id = newId();
      const ids = fresh.map(({ _id }) => _id);
      // Still untold: what a person has sent again meanwhile is no trouble.
      await deliveries.updateMany({ _id: { $in: ids }, ...untold }, { $set: { bundle: id } });
      return bundled(id);
    },
    told: async (bundle) => {
      await deliveries.updateMany({ ...untold, bundle }, { $set: { told: true } });
    },
  };
}

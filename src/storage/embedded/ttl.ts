import { after } from './bounds';
import { type Collection, idPrefix, toRecord } from './collection';
import type { Store } from './commands/command';
import type { Index } from './indexes';
import { encodeKey } from './keys';
import type { StoreLog } from './log';
import { decode, RANK } from './values';

const SWEEP_MS = 60_000;

/** Removes what its TTL index says has expired at `store.clock()`; resolves with how many documents that were. */
export async function expire(store: Store): Promise<number> {
  let removed = 0;
  for (const collection of store.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined || expired(store, index, store.clock()).length === 0)
        continue;
      removed += await store.engine.write(() => removeExpired(store, collection, index));
    }
  }
  return removed;
}

function removeExpired(store: Store, { database, name }: Collection, { id }: Index): number {
  const collection = store.catalog.find(database, name);
  const index = collection?.indexes.find((one) => one.id === id);
  const records = index ? expired(store, index, store.clock()) : [];
  for (const record of records) {
    const bytes = collection?.read(record);
    if (bytes) collection?.remove(record, decode(bytes));
  }
  return records.length;
}

/** Records whose earliest date in the index is past. */
function expired(store: Store, index: Index, now: Date): number[] {
  const limit = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  const prefix = idPrefix(index.id);
  const [descending = false] = index.descending;
  const dates = Buffer.from([descending ? ~RANK.date & 255 : RANK.date]);
  const edge = encodeKey([limit], [descending]);
  const low = Buffer.concat([prefix, descending ? edge : dates]);
  const high = Buffer.concat([prefix, descending ? after(dates) : after(edge)]);
  return [
    ...new Set(
      [...store.engine.scan(store.engine.entries, { low, high })].map(({ value }) => toRecord(value)),
    ),
  ];
}

/** Sweeps once a minute, as MongoDB does. The timer doesn't keep the process alive. */
export function startExpiry(store: Store, log: StoreLog): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    expire(store)
      .catch((error) => log.error({ err: error }, 'embedded store: expired documents could not be removed'))
      .finally(() => {
        running = false;
      });
  }, SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}

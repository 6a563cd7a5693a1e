import type { Model } from 'mongoose';
import { isDuplicateKey } from '../storage/errors';
import { formatCode, type RecordKind } from './codes';
import type { CounterDocument } from './schema';

/** Gives the next code of a kind and year. A code is never given twice; one whose record was never saved stays unused. */
export function createCodes(
  model: Model<CounterDocument>,
): (kind: RecordKind, year: number) => Promise<string> {
  return async (kind, year) => {
    const next = (): Promise<CounterDocument | null> =>
      model
        .findOneAndUpdate(
          { _id: `${kind}-${year}` },
          { $inc: { value: 1 } },
          { upsert: true, returnDocument: 'after', setDefaultsOnInsert: false },
        )
        .lean<CounterDocument>()
        .exec();
    // Two upserts at once on a counter that isn't there: one of them is refused (by some servers without an error), and finds it on
    // the second try.
    const first = await next().catch((error: unknown) => {
      if (isDuplicateKey(error)) return null;
      throw error;
    });
    const counter = first ?? (await next());
    if (counter === null) throw new Error('the store gave no counter');
    return formatCode(kind, year, counter.value);
  };
}

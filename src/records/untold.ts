import type { Entry } from './entry';
import { LIST_FIELDS, toEntry } from './finder';
import type { RecordDocument, RecordModel } from './models';

/** So many at a time; those who wait longer are told in the next round. */
const MOST = 50;

/** Records with something said of them by the other side that their owner has not been told. */
export async function findUntold<C>(model: RecordModel): Promise<Entry<C>[]> {
  const found = await model
    .find({ 'responses.told': false }, LIST_FIELDS)
    .limit(MOST)
    .lean<RecordDocument<C>[]>();
  return found.map((document) => toEntry<C>(document));
}

/** Notes that all has been told, unless more has been said since the version that was read. */
export async function markTold(model: RecordModel, code: string, version: number): Promise<void> {
  await model.updateOne({ code, version }, { $set: { 'responses.$[].told': true } });
}

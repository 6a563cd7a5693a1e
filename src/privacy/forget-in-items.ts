import type { Model, mongo, UpdateQuery } from 'mongoose';

interface Items {
  /** The array's field; each item has who did it in `by`, and perhaps a `name`. */
  readonly array: string;
  readonly ids: readonly string[];
  readonly pseudonym: string;
  /** Fields of the items that lead to the person as well; they get the pseudonym too. */
  readonly also?: readonly string[];
}

/**
 * Takes people out of the items of an array. Who they are comes last and in a write of its own: it is what the items are found by,
 * servers differ in whether an item that has just ceased to match gets the rest of the update, and what a dying process leaves
 * is found again.
 */
export async function forgetInItems<T>(
  model: Model<T>,
  filter: mongo.Document,
  { array, ids, pseudonym, also = [] }: Items,
): Promise<void> {
  const at = (field: string): string => `${array}.$[item].${field}`;
  const theirs = { 'item.by': { $in: [...ids] } };
  // An item that came in between keeps who did it, and is found the next time.
  const bare = Object.fromEntries(also.map((field) => [`item.${field}`, pseudonym]));
  const nameless = { ...theirs, ...bare, 'item.name': { $exists: false } };
  const what: mongo.Document = { $unset: { [at('name')]: '' } };
  if (also.length > 0) what.$set = Object.fromEntries(also.map((field) => [at(field), pseudonym]));
  const who: mongo.Document = { $set: { [at('by')]: pseudonym } };
  await model.updateOne(filter, what as UpdateQuery<T>, { arrayFilters: [theirs] });
  await model.updateOne(filter, who as UpdateQuery<T>, { arrayFilters: [nameless] });
}

import { BSONRegExp, ObjectId } from 'bson';
import { CommandError } from './errors';
import { type Conditions, type Filter, prepareFilter } from './filter';
import { typeName } from './types';
import { placesOf, read, write } from './update-paths';
import type { Doc } from './values';

/** What an upsert inserts before the update is applied: the fields that the filter sets equal to something. */
export function upsertBase(filter: unknown, isReplacement: boolean): Doc {
  const doc: Doc = {};
  for (const [path, value] of equalities(prepareFilter(filter))) {
    if (isReplacement && path !== '_id') continue;
    const [place] = placesOf(doc, path, { matched: undefined, filters: new Map(), original: {} }, true);
    if (place && read(place) !== undefined)
      throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    if (place) write(place, value);
  }
  return doc;
}

function equalities(filter: Filter): [string, unknown][] {
  return Object.entries(filter).flatMap(([name, value]): [string, unknown][] => {
    if (name === '$and' || (name === '$or' && (value as Filter[]).length === 1))
      return (value as Filter[]).flatMap(equalities);
    const conditions = value as Conditions;
    return !name.startsWith('$') && '$eq' in conditions && !(conditions.$eq instanceof BSONRegExp)
      ? [[name, conditions.$eq]]
      : [];
  });
}

/** With an _id, in the first place. @throws CommandError 53 for an _id of a type that MongoDB refuses */
export function withId(doc: Doc): Doc {
  const { _id = new ObjectId(), ...rest } = doc;
  if (Array.isArray(_id) || _id instanceof BSONRegExp)
    throw new CommandError(53, `The '_id' value cannot be of type ${typeName(_id)}`);
  return { _id, ...rest };
}

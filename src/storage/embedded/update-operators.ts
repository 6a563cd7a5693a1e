import { BSONRegExp, Timestamp } from 'bson';
import { calculate, requireNumber } from './arithmetic';
import { compare, equal } from './compare';
import { badValue, CommandError, failedToParse } from './errors';
import { hasOperators } from './filter';
import { matcher } from './query';
import { elementTest, QUERY_OPTIONS } from './query-operators';
import { parseSort, sortBy } from './sorting';
import { typeName } from './types';
import { type Place, read, unset, write } from './update-paths';
import { isDoc, isNumeric, toNumber } from './values';

/** Changes one place; `id` is of the document, for messages. */
export type Change = (place: Place, id: unknown) => void;
export interface UpdateOperator {
  /** Checks the operand once, before any document. */
  prepare(operand: unknown, path: string, now: Date): Change;
  /** Whether the way to the place is made where it is missing. */
  readonly creates: boolean;
}

const idText = (id: unknown) => `{_id: ${typeof id === 'string' ? JSON.stringify(id) : String(id)}}`;

function arithmetic(name: '$inc' | '$mul'): UpdateOperator {
  const operation = name === '$inc' ? 'add' : 'multiply';
  return {
    creates: true,
    prepare(operand, path) {
      const amount = requireNumber(name, operand, path);
      return (place, id) => {
        const value = read(place);
        if (value === undefined) return write(place, calculate(operation, 0, amount));
        if (!isNumeric(value))
          throw new CommandError(
            14,
            `Cannot apply ${name} to a value of non-numeric type. ${idText(id)} has the field '${place.name}' of non-numeric type ${typeName(value)}`,
          );
        write(place, calculate(operation, value, amount));
      };
    },
  };
}

const extreme = (wanted: 1 | -1): UpdateOperator => ({
  creates: true,
  prepare: (operand) => (place) => {
    const value = read(place);
    if (value === undefined || compare(operand, value) * wanted > 0) write(place, operand);
  },
});

function currentDate(operand: unknown, path: string, now: Date): Change {
  const type = isDoc(operand) ? operand.$type : 'date';
  if (typeof operand !== 'boolean' && !isDoc(operand))
    throw badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  if (type !== 'date' && type !== 'timestamp')
    throw badValue(
      `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {${path}: {$type: ...}}}`,
    );
  const value = type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
  return (place) => write(place, value);
}

const PUSH_CLAUSES = new Set(['$each', '$slice', '$sort', '$position']);

function push(operand: unknown): Change {
  const clauses = hasOperators(operand) && '$each' in operand ? operand : { $each: [operand] };
  for (const name of Object.keys(clauses))
    if (!PUSH_CLAUSES.has(name)) throw badValue(`Unrecognized clause in $push: ${name}`);
  const added = clauses.$each;
  if (!Array.isArray(added))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(added)}`);
  const position = integer(clauses.$position, '$position');
  const limit = integer(clauses.$slice, '$slice');
  const order = arraySorter(clauses.$sort);
  return (place, id) => {
    const value = read(place) ?? [];
    if (!Array.isArray(value) || read(place) === null)
      throw badValue(
        `The field '${place.path}' must be an array but is of type ${typeName(read(place))} in document ${idText(id)}`,
      );
    const at =
      position === undefined
        ? value.length
        : position < 0
          ? Math.max(0, value.length + position)
          : Math.min(position, value.length);
    const joined = order([...value.slice(0, at), ...added, ...value.slice(at)]);
    write(
      place,
      limit === undefined
        ? joined
        : limit === 0
          ? []
          : limit > 0
            ? joined.slice(0, limit)
            : joined.slice(limit),
    );
  };
}

function integer(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = toNumber(value);
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
  return number;
}

/** $sort by the elements themselves, or by fields of elements that are documents. */
function arraySorter(spec: unknown): (array: unknown[]) => unknown[] {
  if (spec === undefined) return (array) => array;
  if (isDoc(spec)) {
    const sort = parseSort(spec);
    return (array) => sortBy(array, sort, (element) => (isDoc(element) ? element : {}));
  }
  const direction = toNumber(spec);
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
  return (array) => [...array].sort((a, b) => compare(a, b) * direction);
}

function addToSet(operand: unknown): Change {
  const isEach = isDoc(operand) && '$each' in operand;
  const added = isEach ? operand.$each : [operand];
  if (!Array.isArray(added))
    throw new CommandError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(added)}`,
    );
  if (isEach && Object.keys(operand).length > 1)
    throw badValue('Found unexpected fields after $each in $addToSet');
  return (place) => {
    const value = read(place);
    if (value !== undefined && !Array.isArray(value))
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${place.name}' has non-array type ${typeName(value)}`,
      );
    const result = [...(value ?? [])];
    for (const one of added) if (!result.some((other) => equal(other, one))) result.push(one);
    write(place, result);
  };
}

function pop(operand: unknown, path: string): Change {
  const end = toNumber(operand);
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${String(operand)}`);
  return onArray(
    (array) => (end === 1 ? array.slice(0, -1) : array.slice(1)),
    () => new CommandError(14, `Path '${path}' contains an element of non-array type`),
  );
}

function pull(operand: unknown): Change {
  const condition = isDoc(operand) ? elementTest(operand, QUERY_OPTIONS) : undefined;
  const equality = matcher({ value: operand });
  const isPulled =
    condition ??
    ((element: unknown) =>
      operand instanceof BSONRegExp ? equality({ value: element }) : equal(element, operand));
  return onArray(
    (array) => array.filter((element) => !isPulled(element)),
    () => badValue('Cannot apply $pull to a non-array value'),
  );
}

function pullAll(operand: unknown): Change {
  if (!Array.isArray(operand))
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return onArray(
    (array) => array.filter((element) => !operand.some((one) => equal(one, element))),
    () => badValue('Cannot apply $pull to a non-array value'),
  );
}

function onArray(change: (array: unknown[]) => unknown[], mismatch: () => CommandError): Change {
  return (place) => {
    const value = read(place);
    if (value === undefined) return;
    if (!Array.isArray(value)) throw mismatch();
    write(place, change(value));
  };
}

const set: UpdateOperator = { creates: true, prepare: (operand) => (place) => write(place, operand) };

/** The published list; $rename touches two places and is carried out in update.ts. */
export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: set,
  $setOnInsert: set,
  $unset: { creates: false, prepare: () => unset },
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: { creates: true, prepare: currentDate },
  $push: { creates: true, prepare: push },
  $addToSet: { creates: true, prepare: addToSet },
  $pop: { creates: false, prepare: pop },
  $pull: { creates: false, prepare: pull },
  $pullAll: { creates: false, prepare: pullAll },
};

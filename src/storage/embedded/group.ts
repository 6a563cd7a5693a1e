import { calculate, type Numeric, toDouble } from './arithmetic';
import { compare, equal } from './compare';
import { CommandError, failedToParse } from './errors';
import { compileExpression, type Expression } from './expressions';
import { encodeOrder } from './keys';
import { type Doc, double, isDoc, isNumeric } from './values';

interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** The published list of what $group can gather. */
const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => folding<Numeric>(0, (sum, value) => (isNumeric(value) ? calculate('add', sum, value) : sum)),
  $avg: () => average(),
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () =>
    folding<unknown[]>(
      [],
      (found, value) => (found.length > 0 ? found : [value]),
      ([first]) => first ?? null,
    ),
  $last: () =>
    folding<unknown>(
      null,
      (_, value) => value,
      (last) => last ?? null,
    ),
  $push: () => gathering(() => true),
  $addToSet: () => gathering((values, value) => !values.some((one) => equal(one, value))),
  $count: () => folding<number>(0, (count) => count + 1),
};
export const ACCUMULATOR_NAMES = Object.keys(ACCUMULATORS);

function folding<T>(
  start: T,
  next: (so: T, value: unknown) => T,
  finish: (all: T) => unknown = (all) => all,
): Accumulator {
  let all = start;
  return {
    add(value) {
      all = next(all, value);
    },
    result: () => finish(all),
  };
}

function gathering(accepts: (values: readonly unknown[], value: unknown) => boolean): Accumulator {
  const values: unknown[] = [];
  return {
    add(value) {
      if (value !== undefined && accepts(values, value)) values.push(value);
    },
    result: () => values,
  };
}

function average(): Accumulator {
  let sum: Numeric = 0;
  let count = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      sum = calculate('add', sum, value);
      count++;
    },
    result: () => (count === 0 ? null : double(toDouble(sum) / count)),
  };
}

function extreme(wanted: 1 | -1): Accumulator {
  let best: unknown;
  const add = (value: unknown) => {
    if (value !== undefined && value !== null && (best === undefined || compare(value, best) * wanted > 0))
      best = value;
  };
  return { add, result: () => best ?? null };
}

interface Field {
  readonly name: string;
  readonly expression: Expression;
  readonly make: () => Accumulator;
}

/** $group: one result for each value of `_id`, in the order in which they are met. */
export function group(spec: unknown): (docs: Iterable<Doc>) => Generator<Doc> {
  if (!isDoc(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(spec._id);
  const fields = Object.entries(spec).flatMap(([name, accumulator]) =>
    name === '_id' ? [] : [fieldOf(name, accumulator)],
  );
  return function* (docs) {
    const groups = new Map<string, { id: unknown; gathered: Accumulator[] }>();
    for (const doc of docs) {
      const id = withoutMissing(idOf(doc));
      const key = encodeOrder([id], [false]).toString('latin1');
      const found = groups.get(key) ?? { id, gathered: fields.map((field) => field.make()) };
      groups.set(key, found);
      for (const [i, field] of fields.entries()) found.gathered[i]?.add(field.expression(doc));
    }
    for (const { id, gathered } of groups.values())
      yield { _id: id, ...Object.fromEntries(fields.map((field, i) => [field.name, gathered[i]?.result()])) };
  };
}

function withoutMissing(id: unknown): unknown {
  if (!isDoc(id)) return id ?? null;
  return Object.fromEntries(Object.entries(id).filter(([, value]) => value !== undefined));
}

function fieldOf(name: string, spec: unknown): Field {
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  if (!isDoc(spec) || Object.keys(spec).length !== 1)
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  const [[operator, operand] = ['']] = Object.entries(spec);
  const make = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!make) throw new CommandError(15952, `unknown or unsupported group operator '${operator}'`);
  if (operator === '$count' && !(isDoc(operand) && Object.keys(operand).length === 0))
    throw failedToParse('$count takes no arguments, i.e. $count:{}');
  return { name, expression: compileExpression(operand), make };
}

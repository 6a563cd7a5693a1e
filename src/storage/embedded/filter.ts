import { BSONRegExp } from 'bson';
import { badValue, notSupported } from './errors';
import { type Doc, isDoc } from './values';

/** The published list of what may be asked of a field; README.md of this folder repeats it. */
export const FIELD_OPERATORS = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$type',
  '$regex',
  '$mod',
  '$size',
  '$all',
  '$elemMatch',
  '$not',
] as const;
export const LOGICAL_OPERATORS = ['$and', '$or', '$nor'] as const;

/** What MongoDB knows and this store refuses by name; anything else is unknown to both. */
const REFUSED = new Set(
  '$expr $jsonSchema $text $where $geoWithin $geoIntersects $near $nearSphere $within $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $sampleRate $rand'.split(
    ' ',
  ),
);
const FIELD = new Set<string>(FIELD_OPERATORS);
const LOGICAL = new Set<string>(LOGICAL_OPERATORS);

/** $regex after it is checked: under that name mingo would make a JavaScript regular expression of it at once. */
export const MATCHES = '$matches';

/** A filter with every condition spelt out: each field has operators only, each part of $and, $or and $nor likewise. */
export type Filter = Readonly<Record<string, unknown>>;
export type Conditions = Readonly<Record<string, unknown>>;

/**
 * Checks a filter against the published list and spells it out.
 * @throws CommandError 2 for an unknown operator, 238 for one that MongoDB has and this store hasn't
 */
export function prepareFilter(filter: unknown): Filter {
  if (!isDoc(filter)) throw badValue('the match filter must be an expression in an object');
  const prepared: Doc = {};
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$comment') continue;
    if (LOGICAL.has(name)) prepared[name] = prepareParts(name, value);
    else if (name.startsWith('$')) throw refused(name, 'unknown top level operator');
    else prepared[name] = prepareConditions(value);
  }
  return prepared;
}

function prepareParts(name: string, parts: unknown): Filter[] {
  if (!Array.isArray(parts)) throw badValue(`${name} must be an array`);
  if (parts.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return parts.map((part) => {
    if (!isDoc(part)) throw badValue('$or/$and/$nor entries need to be full objects');
    return prepareFilter(part);
  });
}

const refused = (name: string, unknown: string) =>
  REFUSED.has(name) ? notSupported(`the query operator ${name}`) : badValue(`${unknown}: ${name}`);

export const hasOperators = (value: unknown): value is Doc =>
  isDoc(value) && (Object.keys(value)[0] ?? '').startsWith('$');

/** The operators on one field; a plain value means equality. */
export function prepareConditions(value: unknown): Conditions {
  if (value instanceof BSONRegExp) return { [MATCHES]: value };
  if (!hasOperators(value)) return { $eq: value };
  const conditions: Doc = {};
  for (const [name, operand] of Object.entries(value)) {
    if (name === '$options') continue;
    if (!FIELD.has(name)) throw refused(name, 'unknown operator');
    if (name === '$regex') conditions[MATCHES] = regex(operand, value.$options);
    else conditions[name] = operand;
  }
  if ('$options' in value && !('$regex' in value)) throw badValue('$options needs a $regex');
  return conditions;
}

function regex(operand: unknown, options: unknown): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (operand instanceof BSONRegExp)
    return options === undefined ? operand : new BSONRegExp(operand.pattern, options);
  if (typeof operand !== 'string') throw badValue('$regex has to be a string');
  return new BSONRegExp(operand, options);
}

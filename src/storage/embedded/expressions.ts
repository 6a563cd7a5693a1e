import { Decimal128, Double, Long } from 'bson';
import { Context, evalExpr } from 'mingo/core';
import * as arithmetic from 'mingo/operators/expression/arithmetic';
import * as array from 'mingo/operators/expression/array';
import * as boolean from 'mingo/operators/expression/boolean';
import * as conditional from 'mingo/operators/expression/conditional';
import * as date from 'mingo/operators/expression/date';
import * as object from 'mingo/operators/expression/object';
import * as text from 'mingo/operators/expression/string';
import * as variable from 'mingo/operators/expression/variable';
import { compare, equal } from './compare';
import { badValue, CommandError, notSupported } from './errors';
import { partsOf, visitPath } from './paths';
import { type Doc, isDoc } from './values';

export type Expression = (doc: Doc) => unknown;
type MingoOperator = (doc: Doc, operands: unknown, options: object) => unknown;

/** Those of mingo's operators that do what MongoDB's manual says; aggregate.test.ts holds each to it. */
const FROM_MINGO = {
  ...pick(arithmetic, '$abs $add $ceil $divide $floor $mod $multiply $subtract'),
  ...pick(
    array,
    '$arrayElemAt $concatArrays $filter $first $isArray $last $map $reduce $reverseArray $size $slice',
  ),
  ...pick(boolean, '$and $not $or'),
  ...pick(conditional, '$cond $ifNull $switch'),
  ...pick(date, '$year $month $dayOfMonth $hour $minute $second $isoWeek $dayOfWeek'),
  ...pick(object, '$mergeObjects'),
  ...pick(text, '$concat $split $strLenCP $substrCP $toLower $toUpper'),
  ...pick(variable, '$let'),
};

function pick(group: object, names: string): Record<string, MingoOperator> {
  return Object.fromEntries(
    names.split(' ').map((name) => [name, (group as Record<string, MingoOperator>)[name] as MingoOperator]),
  );
}

/** Comparisons by MongoDB's order of types, in which mingo differs. */
const comparing =
  (decide: (a: unknown, b: unknown) => unknown): MingoOperator =>
  (doc, operands, options) => {
    const [a, b] = evalExpr(doc, operands as never, options as never) as unknown[];
    return decide(a, b);
  };

/** A missing field is less than null in an expression, while a query holds them equal. */
function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compare(a, b);
}

const OWN: Record<string, MingoOperator> = {
  $eq: comparing((a, b) => order(a, b) === 0),
  $ne: comparing((a, b) => order(a, b) !== 0),
  $gt: comparing((a, b) => order(a, b) > 0),
  $gte: comparing((a, b) => order(a, b) >= 0),
  $lt: comparing((a, b) => order(a, b) < 0),
  $lte: comparing((a, b) => order(a, b) <= 0),
  $cmp: comparing((a, b) => Math.sign(order(a, b))),
  $in: comparing((a, b) => {
    if (!Array.isArray(b)) throw new CommandError(40081, '$in requires an array as a second argument');
    return b.some((one) => equal(one, a));
  }),
  $literal: (_, operand) => operand,
};

const OPERATORS: Readonly<Record<string, MingoOperator>> = { ...FROM_MINGO, ...OWN };
export const EXPRESSION_OPERATORS = Object.keys(OPERATORS);
const options = { context: Context.init({ expression: OPERATORS as never }) };
const VARIABLES = new Set(['$$ROOT', '$$CURRENT', '$$REMOVE', '$$NOW']);
const BINARY = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp', '$in']);

interface Uses {
  /** Paths an operator computes with. */
  readonly paths: Set<string>;
  wholeDocument: boolean;
}

/**
 * Compiles an aggregation expression.
 * @throws CommandError 168 for an operator that isn't on the published list; when it is run, 238 for a Long, Decimal128
 * or whole double in a computation, which JavaScript's numbers can't carry out as MongoDB would
 */
export function compileExpression(expression: unknown): Expression {
  if (typeof expression === 'string' && /^\$[^$]/.test(expression)) checkPath(expression);
  const uses: Uses = { paths: new Set(), wholeDocument: false };
  check(expression, uses, false, new Set());
  const paths = [...uses.paths].map(partsOf);
  return (doc) => {
    if (uses.wholeDocument) requireComputable(doc);
    for (const path of paths) visitPath(doc, path, requireComputable);
    try {
      return evalExpr(doc, expression as never, options as never);
    } catch (error) {
      throw error instanceof CommandError ? error : badValue(`the expression failed: ${String(error)}`);
    }
  };
}

function check(expression: unknown, uses: Uses, computed: boolean, variables: ReadonlySet<string>): void {
  if (typeof expression === 'string') checkReference(expression, uses, computed, variables);
  else if (Array.isArray(expression)) for (const one of expression) check(one, uses, computed, variables);
  else if (isDoc(expression)) checkObject(expression, uses, computed, variables);
  else if (computed) requireComputable(expression);
}

function checkReference(text: string, uses: Uses, computed: boolean, variables: ReadonlySet<string>): void {
  if (!text.startsWith('$')) return;
  if (!text.startsWith('$$')) {
    checkPath(text);
    if (computed) uses.paths.add(text.slice(1));
    return;
  }
  const [name = ''] = text.split('.');
  if (!VARIABLES.has(name) && !variables.has(name.slice(2)))
    throw new CommandError(17276, `Use of undefined variable: ${name.slice(2)}`);
  if (computed && (name === '$$ROOT' || name === '$$CURRENT')) uses.wholeDocument = true;
}

/** A number in an expression's path is a field to MongoDB and a position to mingo. */
function checkPath(text: string): void {
  if (partsOf(text.slice(1)).some((part) => /^\d+$/.test(part)))
    throw notSupported(`the field path '${text}' with a number`);
}

function checkObject(expression: Doc, uses: Uses, computed: boolean, variables: ReadonlySet<string>): void {
  const names = Object.keys(expression);
  const [name = ''] = names;
  if (!name.startsWith('$')) {
    for (const one of Object.values(expression)) check(one, uses, computed, variables);
    return;
  }
  if (names.length > 1)
    throw new CommandError(
      15983,
      `an object representing an expression must have exactly one field: ${names.join(', ')}`,
    );
  if (!Object.hasOwn(OPERATORS, name))
    throw new CommandError(168, `Unrecognized or unsupported expression '${name}'`);
  if (name === '$literal') return;
  const operand = expression[name];
  if (BINARY.has(name) && !(Array.isArray(operand) && operand.length === 2))
    throw new CommandError(
      16020,
      `Expression ${name} takes exactly 2 arguments. ${Array.isArray(operand) ? operand.length : 1} were passed in.`,
    );
  if (isDoc(operand) && 'timezone' in operand) throw notSupported(`the timezone of ${name}`);
  check(operand, uses, computed || !BINARY.has(name), new Set([...variables, ...bound(name, operand)]));
}

/** Names that an operator gives to values for the expressions inside it. */
function bound(name: string, operand: unknown): string[] {
  if (!isDoc(operand)) return [];
  if (name === '$reduce') return ['this', 'value'];
  if (name === '$let') return isDoc(operand.vars) ? Object.keys(operand.vars) : [];
  return name === '$map' || name === '$filter' ? [typeof operand.as === 'string' ? operand.as : 'this'] : [];
}

function requireComputable(value: unknown): boolean {
  if (value instanceof Long || value instanceof Decimal128 || value instanceof Double)
    throw notSupported(`an expression that computes with a ${(value as { _bsontype: string })._bsontype}`);
  if (Array.isArray(value)) value.forEach(requireComputable);
  else if (isDoc(value)) Object.values(value).forEach(requireComputable);
  return false;
}

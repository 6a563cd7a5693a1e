import { CommandError, notSupported } from './errors';
import { isTrue, OPERATORS } from './expression-operators';
import { own, partsOf } from './paths';
import { type Doc, isDoc } from './values';

export type Expression = (doc: Doc) => unknown;

interface Scope {
  readonly root: unknown;
  readonly now: Date;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Evaluate = (scope: Scope) => unknown;
/** Compiles an operator that evaluates its operands itself: not all of them, or some with variables. */
type Special = (operand: unknown, names: ReadonlySet<string>) => Evaluate;

const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * Compiles an aggregation expression. Its operators are our own: mingo's are lenient where MongoDB gives an error, and
 * differ from it in null, in types and in what is missing.
 * @throws CommandError 168 for an operator that isn't on the published list; when it is run, as MongoDB for operands of a
 * wrong type
 */
export function compileExpression(expression: unknown): Expression {
  const evaluate = compile(expression, NO_NAMES);
  return (doc) => evaluate({ root: doc, now: new Date(), variables: {} });
}

function compile(expression: unknown, names: ReadonlySet<string>): Evaluate {
  if (typeof expression === 'string' && expression.startsWith('$')) return reference(expression, names);
  if (Array.isArray(expression)) {
    const elements = expression.map((one) => compile(one, names));
    return (scope) => elements.map((element) => element(scope) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const [name = ''] = Object.keys(expression);
  return name.startsWith('$') ? operation(name, expression, names) : object(expression, names);
}

function reference(text: string, names: ReadonlySet<string>): Evaluate {
  if (!text.startsWith('$$')) {
    const path = pathOf(text.slice(1));
    return ({ root }) => follow(root, path, 0);
  }
  const [name = '', ...rest] = text.slice(2).split('.');
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => follow(root, rest, 0);
  if (name === 'REMOVE') return () => undefined;
  if (name === 'NOW') return ({ now }) => now;
  if (!names.has(name)) throw new CommandError(17276, `Use of undefined variable: ${name}`);
  return ({ variables }) => follow(variables[name], rest, 0);
}

function pathOf(text: string): readonly string[] {
  const parts = partsOf(text);
  if (parts.some((part) => part === ''))
    throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
  if (parts.some((part) => part.startsWith('$')))
    throw new CommandError(16410, `FieldPath field names may not start with '$': ${text}`);
  return parts;
}

/** Through an array the path leads to an array of what each element has; elements without it are left out. */
function follow(value: unknown, path: readonly string[], from: number): unknown {
  if (from === path.length) return value;
  if (Array.isArray(value))
    return value.flatMap((element) => {
      const found = isDoc(element) || Array.isArray(element) ? follow(element, path, from) : undefined;
      return found === undefined ? [] : [found];
    });
  return isDoc(value) ? follow(own(value, path[from] ?? ''), path, from + 1) : undefined;
}

function object(fields: Doc, names: ReadonlySet<string>): Evaluate {
  const compiled = Object.entries(fields).map(([name, value]) => [name, compile(value, names)] as const);
  return (scope) =>
    Object.fromEntries(
      compiled
        .map(([name, value]) => [name, value(scope)] as const)
        .filter(([, value]) => value !== undefined),
    );
}

function operation(name: string, expression: Doc, names: ReadonlySet<string>): Evaluate {
  if (Object.keys(expression).length > 1)
    throw new CommandError(
      15983,
      `an object representing an expression must have exactly one field: ${Object.keys(expression).join(', ')}`,
    );
  const operand = expression[name];
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (special) return special(operand, names);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw new CommandError(168, `Unrecognized or unsupported expression '${name}'`);
  if (isDoc(operand) && 'timezone' in operand) throw notSupported(`the timezone of ${name}`);
  const operands = Array.isArray(operand)
    ? operand
    : [isDoc(operand) && 'date' in operand ? operand.date : operand];
  if (operands.length < operator.least || operands.length > operator.most)
    throw new CommandError(
      16020,
      `Expression ${name} takes ${operator.least} to ${operator.most} arguments. ${operands.length} were passed in.`,
    );
  const compiled = operands.map((one) => compile(one, names));
  return (scope) => operator.run(compiled.map((one) => one(scope)));
}

const list = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);

/** The named operands of an operator. @throws CommandError 40415 for others, or one that is missing */
function named(
  operator: string,
  operand: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Doc {
  if (!isDoc(operand)) throw new CommandError(16878, `${operator} only supports an object as its argument`);
  const wrong = Object.keys(operand).find((name) => !required.includes(name) && !optional.includes(name));
  const missing = required.find((name) => !(name in operand));
  if (wrong ?? missing)
    throw new CommandError(
      40415,
      `${operator}: ${wrong ? `unsupported argument '${wrong}'` : `missing argument '${missing}'`}`,
    );
  return operand;
}

/** Runs `each` for the elements of an array with a variable bound to one after the other; null stays null. */
function overElements(operator: string, code: number, spec: Doc, body: unknown, names: ReadonlySet<string>) {
  const input = compile(spec.input, names);
  const variable = typeof spec.as === 'string' ? spec.as : 'this';
  const inner = compile(body, new Set([...names, variable]));
  return (scope: Scope, each: (value: unknown, element: unknown) => unknown[]): unknown => {
    const elements = input(scope);
    if (elements === null || elements === undefined) return null;
    if (!Array.isArray(elements)) throw new CommandError(code, `input to ${operator} must be an array`);
    return elements.flatMap((element) =>
      each(inner({ ...scope, variables: { ...scope.variables, [variable]: element } }), element),
    );
  };
}

const SPECIAL: Readonly<Record<string, Special>> = {
  $literal: (operand) => () => operand,
  $and: (operand, names) => {
    const parts = list(operand).map((one) => compile(one, names));
    return (scope) => parts.every((part) => isTrue(part(scope)));
  },
  $or: (operand, names) => {
    const parts = list(operand).map((one) => compile(one, names));
    return (scope) => parts.some((part) => isTrue(part(scope)));
  },
  $cond: (operand, names) => {
    const names3 = ['if', 'then', 'else'];
    const parts =
      Array.isArray(operand) && operand.length === 3
        ? operand
        : names3.map((one) => named('$cond', operand, names3)[one]);
    const [condition, first, second] = parts.map((one) => compile(one, names)) as [
      Evaluate,
      Evaluate,
      Evaluate,
    ];
    return (scope) => (isTrue(condition(scope)) ? first(scope) : second(scope));
  },
  $ifNull: (operand, names) => {
    if (!Array.isArray(operand) || operand.length < 2)
      throw new CommandError(1257300, '$ifNull needs at least two arguments');
    const parts = operand.map((one) => compile(one, names));
    return (scope) => {
      let value: unknown;
      for (const part of parts) {
        value = part(scope);
        if (value !== null && value !== undefined) break;
      }
      return value;
    };
  },
  $switch: (operand, names) => {
    const spec = named('$switch', operand, ['branches'], ['default']);
    if (!Array.isArray(spec.branches) || spec.branches.length === 0)
      throw new CommandError(40068, '$switch requires at least one branch.');
    const branches = spec.branches.map((branch) => {
      const { case: test, then: value } = named('$switch', branch, ['case', 'then']);
      return { test: compile(test, names), value: compile(value, names) };
    });
    const otherwise = 'default' in spec ? compile(spec.default, names) : undefined;
    return (scope) => {
      const chosen = branches.find((branch) => isTrue(branch.test(scope)))?.value ?? otherwise;
      if (!chosen)
        throw new CommandError(
          40066,
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      return chosen(scope);
    };
  },
  $filter: (operand, names) => {
    const spec = named('$filter', operand, ['input', 'cond'], ['as']);
    const run = overElements('$filter', 28651, spec, spec.cond, names);
    return (scope) => run(scope, (value, element) => (isTrue(value) ? [element] : []));
  },
  $map: (operand, names) => {
    const spec = named('$map', operand, ['input', 'in'], ['as']);
    const run = overElements('$map', 16883, spec, spec.in, names);
    return (scope) => run(scope, (value) => [value ?? null]);
  },
  $reduce: (operand, names) => {
    const spec = named('$reduce', operand, ['input', 'initialValue', 'in']);
    const [input, start] = [compile(spec.input, names), compile(spec.initialValue, names)];
    const next = compile(spec.in, new Set([...names, 'this', 'value']));
    return (scope) => {
      const elements = input(scope);
      if (elements === null || elements === undefined) return null;
      if (!Array.isArray(elements))
        throw new CommandError(40080, '$reduce requires that the input be an array');
      return elements.reduce<unknown>(
        (value, element) => next({ ...scope, variables: { ...scope.variables, value, this: element } }),
        start(scope),
      );
    };
  },
  $let: (operand, names) => {
    const spec = named('$let', operand, ['vars', 'in']);
    const variables = Object.entries(isDoc(spec.vars) ? spec.vars : {}).map(
      ([name, value]) => [name, compile(value, names)] as const,
    );
    const inner = compile(spec.in, new Set([...names, ...variables.map(([name]) => name)]));
    return (scope) => {
      const bound = Object.fromEntries(variables.map(([name, value]) => [name, value(scope)]));
      return inner({ ...scope, variables: { ...scope.variables, ...bound } });
    };
  },
};

export const EXPRESSION_OPERATORS: readonly string[] = [...Object.keys(OPERATORS), ...Object.keys(SPECIAL)];

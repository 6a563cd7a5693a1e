/**
 * Fills our card templates. A subset of the Adaptive Card templating language, so that the files in `adaptive-cards/` open in
 * Microsoft's designer: `${path.to.value}`, `$data` (an array repeats its element), `$when` and `$root`. Not the library:
 * `adaptivecards-templating` is archived with the repository it came from, it drags in an expression parser, and expressions
 * in a template would be logic that no type check sees. What a template needs computed, the data holds ready.
 *
 * Differences from the library: a property that is one placeholder without a value is left out, `$when` takes a flag and no expression.
 */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

/** A template that has been read: fills its placeholders from the data. */
export type Template = (data: JsonObject) => Json;

const WHOLE = /^\$\{([\w.$]+)\}$/;
const PART = /\$\{([\w.$]+)\}/g;

interface Scope {
  readonly item: Json | undefined;
  readonly root: JsonObject;
}

/** Adds none, one or several nodes to what it is given: `$when` drops, `$data` repeats. */
type Node = (scope: Scope, out: (Json | undefined)[]) => void;
type Value = (scope: Scope) => Json | undefined;

/**
 * Reads a template once, so that filling it only puts values in their places: they are taken as they are, never read as
 * templates themselves. The template that comes back throws an Error when `$data` names what is neither an array nor an object.
 */
export function compile(template: Json): Template {
  const node = compileNode(template);
  return (data) => {
    const out: (Json | undefined)[] = [];
    node({ item: data, root: data }, out);
    return out[0] ?? null;
  };
}

function compileNode(node: Json): Node {
  if (typeof node === 'string') {
    const value = compileText(node);
    return (scope, out) => void out.push(value(scope));
  }
  if (node === null || typeof node !== 'object') return (_scope, out) => void out.push(node);
  if (isArray(node)) {
    const children = node.map(compileNode);
    return (scope, out) => {
      const list: (Json | undefined)[] = [];
      for (const child of children) child(scope, list);
      out.push(list.filter((child) => child !== undefined));
    };
  }
  return compileObject(node);
}

function compileObject({ $data, $when, ...rest }: JsonObject): Node {
  const when = $when === undefined ? undefined : compileText(String($when));
  const properties = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, compileNode(value)] as const],
  );
  const add = (scope: Scope, out: (Json | undefined)[]): void => {
    if (when !== undefined && !isTrue(when(scope))) return;
    const object: Record<string, Json> = {};
    const values: (Json | undefined)[] = [];
    for (const [key, property] of properties) {
      values.length = 0;
      property(scope, values);
      if (values[0] !== undefined) object[key] = values[0];
    }
    out.push(object);
  };
  if ($data === undefined) return add;
  const data: Value = typeof $data === 'string' ? compileText($data) : () => $data;
  return (scope, out) => {
    for (const item of itemsOf(data(scope))) add({ ...scope, item }, out);
  };
}

function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  if (isArray(value)) return value;
  if (value !== null && typeof value === 'object') return [value];
  throw new Error(`$data is neither an array nor an object: ${String(value)}`);
}

/** A string that is one placeholder takes the value with its type; otherwise placeholders become text. */
function compileText(text: string): Value {
  const [, path] = WHOLE.exec(text) ?? [];
  if (path !== undefined) return compilePath(path);
  if (!text.includes('${')) return () => text;
  return (scope) => text.replace(PART, (_match, inner: string) => String(compilePath(inner)(scope) ?? ''));
}

function compilePath(path: string): Value {
  const [first = '', ...others] = path.split('.');
  if (first === '$root') return ({ root }) => follow(root, others);
  if (first === '$data') return ({ item }) => follow(item, others);
  const keys = [first, ...others];
  return ({ item }) => follow(item, keys);
}

function follow(start: Json | undefined, keys: readonly string[]): Json | undefined {
  let value = start;
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = value[key];
  }
  return value;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

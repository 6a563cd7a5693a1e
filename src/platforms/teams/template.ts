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

const WHOLE = /^\$\{([\w.$]+)\}$/;
const PART = /\$\{([\w.$]+)\}/g;

/**
 * The template with its placeholders filled. Values are put in as they are, never read as templates themselves.
 * @throws Error when `$data` names something that is neither an array nor an object.
 */
export function expand(template: Json, data: JsonObject): Json {
  const [result] = expandNode(template, { item: data, root: data });
  return result ?? null;
}

interface Scope {
  readonly item: Json | undefined;
  readonly root: JsonObject;
}

/** None, one or several nodes: `$when` drops, `$data` repeats. */
function expandNode(node: Json, scope: Scope): (Json | undefined)[] {
  if (typeof node === 'string') return [fill(node, scope)];
  if (node === null || typeof node !== 'object') return [node];
  if (isArray(node))
    return [node.flatMap((child) => expandNode(child, scope)).filter((child) => child !== undefined)];
  const { $data, $when, ...rest } = node;
  return scopesOf($data, scope)
    .filter((inner) => $when === undefined || isTrue(fill(String($when), inner)))
    .map((inner) => expandObject(rest, inner));
}

function expandObject(object: JsonObject, scope: Scope): JsonObject {
  const entries = Object.entries(object).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const [expanded] = expandNode(value, scope);
    return expanded === undefined ? [] : [[key, expanded] as const];
  });
  return Object.fromEntries(entries);
}

function scopesOf($data: Json | undefined, scope: Scope): Scope[] {
  if ($data === undefined) return [scope];
  const value = typeof $data === 'string' ? fill($data, scope) : $data;
  if (value === undefined) return [];
  if (isArray(value)) return value.map((item) => ({ ...scope, item }));
  if (value !== null && typeof value === 'object') return [{ ...scope, item: value }];
  throw new Error(`$data is neither an array nor an object: ${String($data)}`);
}

/** A string that is one placeholder takes the value with its type; otherwise placeholders become text. */
function fill(text: string, scope: Scope): Json | undefined {
  const [, path] = WHOLE.exec(text) ?? [];
  if (path !== undefined) return lookUp(path, scope);
  return text.replace(PART, (_match, inner: string) => String(lookUp(inner, scope) ?? ''));
}

function lookUp(path: string, scope: Scope): Json | undefined {
  const [first = '', ...others] = path.split('.');
  if (first === '$root') return follow(scope.root, others);
  if (first === '$data') return follow(scope.item, others);
  return follow(scope.item, [first, ...others]);
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

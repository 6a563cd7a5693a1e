import { badValue, CommandError } from './errors';
import { own, partsOf } from './paths';
import { typeName } from './types';
import { checkPath } from './update-conflicts';
import { placesOf, read, type Step, unset, write } from './update-paths';
import { type Doc, isDoc } from './values';

/** @throws CommandError 2 or 28 for paths that $rename can't follow */
export function renameSteps(from: string, to: unknown): Step[] {
  if (typeof to !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${from}: ${String(to)}`);
  checkPath(to);
  if (`${from}.${to}`.includes('$'))
    throw badValue(`The source and target fields for $rename may not be dynamic: ${from} to ${to}`);
  if (from === to) throw badValue(`The source and target field for $rename must differ: ${from}: "${to}"`);
  const apply: Step['apply'] = (doc, positions) => {
    requireNoArray(doc, from, 'source');
    const [source] = placesOf(doc, from, positions, false);
    const value = source && read(source);
    if (!source || value === undefined) return [];
    unset(source);
    requireNoArray(doc, to, 'destination');
    const [target] = placesOf(doc, to, positions, true);
    if (target) write(target, value);
    return [];
  };
  return [
    { path: from, onlyOnInsert: false, apply },
    { path: to, onlyOnInsert: false, apply: () => [] },
  ];
}

/** A scalar on the way is an error to $rename, while $unset takes it for nothing to do; an array is one in any case. */
function requireNoArray(doc: Doc, path: string, role: string): void {
  let at: unknown = doc;
  let array = '';
  for (const part of partsOf(path)) {
    if (at === undefined) return;
    const isArray = Array.isArray(at);
    if (isArray ? !/^\d+$/.test(part) : !isDoc(at))
      throw new CommandError(
        28,
        `cannot use the part (${part} of ${path}) to traverse the element (${typeName(at)})`,
      );
    if (isArray) array ||= part;
    at = own(at as Doc, part);
  }
  if (array && (at !== undefined || role === 'destination'))
    throw badValue(`The ${role} field for $rename cannot be an array element, '${path}'`);
}

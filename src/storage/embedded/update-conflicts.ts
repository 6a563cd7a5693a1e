import { CommandError } from './errors';
import { partsOf } from './paths';

/** @throws CommandError 52 or 56 for a path that no document may have */
export function checkPath(path: string): void {
  if (path === '') throw new CommandError(56, 'An empty update path is not valid.');
  const dollar = path
    .split('.')
    .find((part, i) => part.startsWith('$') && (i === 0 || !/^\$(\[\w*\])?$/.test(part)));
  if (dollar)
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
}

/** Two paths of one update must not touch each other. @throws CommandError 40 */
export function checkConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort((a, b) => comparePaths(a, b));
  for (let i = 1; i < sorted.length; i++) {
    const [before = '', path = ''] = [sorted[i - 1], sorted[i]];
    if (path === before || path.startsWith(`${before}.`) || mixesElements(before, path))
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${before}'`);
  }
}

/** All or chosen elements of an array in the one, a field or one position in the other. */
function mixesElements(a: string, b: string): boolean {
  const x = partsOf(a);
  const y = partsOf(b);
  const differ = x.findIndex((part, i) => part !== y[i]);
  return differ >= 0 && Boolean(x[differ]?.startsWith('$[')) !== Boolean(y[differ]?.startsWith('$['));
}

/** By their parts, numbers as numbers; so a path comes just before those that lead through it. */
export function comparePaths(a: string, b: string): number {
  const x = partsOf(a);
  const y = partsOf(b);
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [p = '', q = ''] = [x[i], y[i]];
    if (p === q) continue;
    return /^\d+$/.test(p) && /^\d+$/.test(q) ? Number(p) - Number(q) : p < q ? -1 : 1;
  }
  return x.length - y.length;
}

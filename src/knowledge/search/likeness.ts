import type { Query } from './features';
import type { IndexView } from './index-view';
import type { Scratch } from './scratch';
import type { Phrase } from './search-index';

/** Sets the room by concept to what the question means; `clear` takes it back. */
export function lay({ units }: Query, { ours }: Scratch): void {
  for (const { concepts, weights } of units)
    for (let i = 0; i < concepts.length; i++) {
      const concept = concepts[i] as number;
      ours[concept] = Math.max(ours[concept] as number, weights[i] as number);
    }
}

export function clear({ units }: Query, { ours }: Scratch): void {
  for (const { concepts } of units) for (const concept of concepts) ours[concept] = 0;
}

/**
 * How alike question and phrase are, 0–1, both ways at once: what of the question the phrase has, and what of the phrase the
 * question has, each word weighted by how telling it is. The question lies in the scratch room.
 */
export function likeness(query: Query, phrase: Phrase, view: IndexView, { ours, theirs }: Scratch): number {
  const units = phrase.units;
  const weights = view.weightsOf(phrase);
  let back = 0;
  let total = 0;
  for (let u = 0; u < units.length; u++) {
    const unit = units[u] as (typeof units)[number];
    let best = 0;
    for (let i = 0; i < unit.concepts.length; i++) {
      const concept = unit.concepts[i] as number;
      const weight = unit.weights[i] as number;
      if (weight > (theirs[concept] as number)) theirs[concept] = weight;
      const both = weight * (ours[concept] as number);
      if (both > best) best = both;
    }
    total += weights[u] as number;
    back += (weights[u] as number) * best;
  }
  let there = 0;
  for (let u = 0; u < query.units.length; u++) {
    const unit = query.units[u] as (typeof query.units)[number];
    let best = 0;
    for (let i = 0; i < unit.concepts.length; i++) {
      const both = (theirs[unit.concepts[i] as number] as number) * (unit.weights[i] as number);
      if (both > best) best = both;
    }
    there += (query.weights[u] as number) * best;
  }
  for (const unit of units) for (const concept of unit.concepts) theirs[concept] = 0;
  const asked = there / query.total;
  const had = total === 0 ? 0 : back / total;
  return asked === 0 || had === 0 ? 0 : (2 * asked * had) / (asked + had);
}

/** Dice coefficient of two sorted sets of letter triples; nought when it can't be more than `least`. */
export function lettersAlike(a: Uint32Array, b: Uint32Array, least = 0): number {
  const all = a.length + b.length;
  const needed = (least * all) / 2;
  let left = Math.min(a.length, b.length);
  if (all === 0 || left <= needed) return 0;
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] as number, b[j] as number];
    if (x === y) {
      both++;
      i++;
      j++;
    } else {
      if (x < y) i++;
      else j++;
      left = both + Math.min(a.length - i, b.length - j);
      if (left <= needed) return 0;
    }
  }
  return (2 * both) / all;
}

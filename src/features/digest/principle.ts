import type { Catalog } from '../../records/catalog';

export type Principle = Catalog['principles'][number];

/** The principle of the month that a day is in: the pack's own, one after the other, in its order. None without any. */
export function principleOf(
  today: string,
  { principles }: Pick<Catalog, 'principles'>,
): Principle | undefined {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return principles[(year * 12 + month) % Math.max(1, principles.length)];
}

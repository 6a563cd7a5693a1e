/**
 * Reads a time of day as people write it: `8.30`, `08:30`, `kl 9`, `9`.
 * @returns `HH.MM` as Swedish writes it, or undefined when it is no time of day.
 */
export function readTime(text: string): string | undefined {
  const match = /^(?:kl(?:ockan|\.)?\s*|at\s+)?(\d{1,2})(?:\s?[.:]\s?(\d{2}))?$/i.exec(text.trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  if (match === null || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}.${String(minute).padStart(2, '0')}`;
}

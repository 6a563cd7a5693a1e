import { z } from 'zod';
import type { Seen } from './editor';

const KEY = '\\d{4}-(?:0[1-9]|1[0-2])';
const SEEN = new RegExp(`^(${KEY})@(\\d{1,6})$`);
const SAMPLE = new RegExp(
  `^(${KEY})@(\\d{1,6})@(teams-channel|slack-channel|person)(?:~(\\d{1,3}))?(\\+more)?$`,
);
const FORM = new RegExp(`^(${KEY})@(\\d{1,6})@([\\w-]{6,64})$`);

export const sampleKinds = ['teams-channel', 'slack-channel', 'person'] as const;
export type SampleKind = (typeof sampleKinds)[number];

/** Which kind of recipient of which version is looked at. */
export interface SampleId extends Seen {
  readonly kind: SampleKind;
  /** Which person, from 0. */
  readonly index: number;
  /** What stands behind "visa mer". */
  readonly rest: boolean;
}

/** What a button about one version of a digest carries: `2026-12@3`. */
export const writeSeen = ({ key, version }: Seen): string => `${key}@${version}`;

export function writeSample({ kind, index, rest, ...seen }: SampleId): string {
  return `${writeSeen(seen)}@${kind}${index > 0 ? `~${index}` : ''}${rest ? '+more' : ''}`;
}

/** The same in the submit button of a form, with the form's own key. */
export const writeForm = (seen: Seen, key: string): string => `${writeSeen(seen)}@${key}`;

const seenOf = (match: RegExpExecArray): Seen => ({ key: match[1] ?? '', version: Number(match[2]) });

/** Reads the id of a button; one that isn't ours is refused as unreadable. */
export const seenId = z.string().transform((text, context): Seen => {
  const match = SEEN.exec(text);
  if (match !== null) return seenOf(match);
  context.addIssue('no version of a digest');
  return z.NEVER;
});

export const formId = z.string().transform((text, context): Seen => {
  const match = FORM.exec(text);
  if (match !== null) return seenOf(match);
  context.addIssue('no form of a digest');
  return z.NEVER;
});

export const sampleId = z.string().transform((text, context): SampleId => {
  const match = SAMPLE.exec(text);
  if (match !== null) {
    const kind = match[3] as SampleKind;
    return { ...seenOf(match), kind, index: Number(match[4] ?? 0), rest: match[5] !== undefined };
  }
  context.addIssue('no kind of recipient');
  return z.NEVER;
});

/** The key of a digest alone, YYYY-MM. */
export const keyId = z.string().regex(new RegExp(`^${KEY}$`));

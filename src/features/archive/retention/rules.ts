import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What a class of documents is kept by. `date` is the field that the time counts from. The audit log is none of them: it holds
 * no content, and is what tells of an erasure.
 */
const kinds = {
  example: { date: 'updatedAt', states: { draft: { status: 'draft' }, withdrawn: { withdrawn: true } } },
  initiative: { date: 'updatedAt', states: { withdrawn: { withdrawn: true } } },
  matter: {
    date: 'updatedAt',
    states: { answered: { status: 'answered' }, withdrawn: { withdrawn: true } },
  },
  question: {
    date: 'lastAt',
    states: { new: { state: 'new' }, answered: { state: 'answered' }, ignored: { state: 'ignored' } },
  },
  curated: { date: 'updatedAt', states: { withdrawn: { state: 'withdrawn' } } },
  member: { date: 'until', states: { ended: { active: false } } },
  delivery: { date: 'at', states: { sent: { state: 'sent' }, failed: { state: 'failed' } } },
} as const satisfies Record<
  string,
  { readonly date: string; readonly states: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
>;

export type RetentionKind = keyof typeof kinds;

const rule = z
  .strictObject({
    id: z.string().regex(/^[a-z][\w-]{0,40}$/, 'must be a short name in small letters'),
    /** The model. */
    kind: z.enum(Object.keys(kinds) as [RetentionKind, ...RetentionKind[]]),
    /** Only those in this state; left out: whatever their state. */
    state: z.string().optional(),
    /** How long after the latest change, such as "2 years" or "90 days". */
    after: z
      .string()
      .regex(/^[1-9]\d{0,2} (days|months|years)$/, 'must be such as "2 years", "18 months" or "90 days"'),
    /** The decision that it rests on; it is quoted in the log. */
    decision: z.string().min(3).max(200),
  })
  .superRefine(({ kind, state }, context) => {
    const states = Object.keys(kinds[kind].states);
    if (state !== undefined && !states.includes(state)) {
      context.addIssue({
        code: 'custom',
        path: ['state'],
        message: `must be one of: ${states.join(', ') || 'none'}`,
      });
    }
    // Who holds a role now is never erased by a timer.
    if (kind === 'member' && state === undefined) {
      context.addIssue({ code: 'custom', path: ['state'], message: 'must be ended' });
    }
  });

const file = z
  .strictObject({ classes: z.array(rule).min(1) })
  .refine(
    ({ classes }) => new Set(classes.map(({ id }) => id)).size === classes.length,
    'two classes have one id',
  );

export type RetentionRule = z.infer<typeof rule>;

/** What is wrong with the file of retention decisions, all of it at once. */
export class RetentionError extends Error {
  override readonly name = 'RetentionError';
}

/** Reads the retention decisions. @throws RetentionError naming every mistake. */
export function readRetention(path: string): readonly RetentionRule[] {
  let read: unknown;
  try {
    read = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new RetentionError(`RETENTION_FILE can't be read: ${(error as Error).message}`);
  }
  const result = file.safeParse(read);
  if (result.success) return result.data.classes;
  const mistakes = result.error.issues.map((issue) => `- ${issue.path.join('.')}: ${issue.message}`);
  throw new RetentionError(`RETENTION_FILE has ${mistakes.length} mistake(s):\n${mistakes.join('\n')}`);
}

/** The instant before which a document's date must lie. */
export function cutoff({ after }: RetentionRule, now: Date): Date {
  const [count = '0', unit] = after.split(' ');
  const limit = new Date(now);
  if (unit === 'days') limit.setUTCDate(limit.getUTCDate() - Number(count));
  else if (unit === 'months') limit.setUTCMonth(limit.getUTCMonth() - Number(count));
  else limit.setUTCFullYear(limit.getUTCFullYear() - Number(count));
  return limit;
}

/** A filter for what is due: in the rule's state, with its date before the limit. */
export function dueFilter({ kind, state }: RetentionRule, limit: Date): Readonly<Record<string, unknown>> {
  const { date, states } = kinds[kind];
  const wanted = (states as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[state ?? ''] ?? {};
  return { ...wanted, [date]: { $lt: limit } };
}

/** The same of a document that has been read. */
export function isDue(
  rule: RetentionRule,
  limit: Date,
  document: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(dueFilter(rule, limit)).every(([field, wanted]) => {
    const value = document[field];
    return typeof wanted === 'object' ? value instanceof Date && value < limit : value === wanted;
  });
}

/** The fields that {@link isDue} looks at. */
export function dueFields(rule: RetentionRule): readonly string[] {
  return Object.keys(dueFilter(rule, new Date(0)));
}

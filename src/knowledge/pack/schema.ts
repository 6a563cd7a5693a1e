import { z } from 'zod';

/**
 * The format of a knowledge pack, file by file. Strict on purpose: an unknown key is nearly always a
 * misspelt one, and a misspelt key would otherwise silently lose an answer.
 */
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use kebab-case: small letters, digits, hyphens');
const documentId = z.string().min(1);
const line = z.string().trim().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write dates as YYYY-MM-DD, in quotes or not');

/** A text in both languages of the product. */
export const bilingual = z.strictObject({ sv: line, en: line });
/** As long as Slack shows beside an option. */
const hint = z.strictObject({ sv: line.max(75), en: line.max(75) });
const title = z.strictObject({ sv: line.max(60), en: line.max(60) });
const phrasings = z.strictObject({ sv: z.array(line).min(3), en: z.array(line).min(2) });

export const sourceSchema = z.strictObject({
  document: documentId,
  section: line,
  parent: line.optional(),
  page: z.number().int().positive().optional(),
});

export const entryKinds = [
  'definition',
  'fact',
  'list',
  'howto',
  'contact',
  'date',
  'count',
  'yesno',
  'compare',
] as const;

export const entrySchema = z.strictObject({
  id,
  facts: z.array(line).default([]),
  kind: z.enum(entryKinds),
  title,
  text: bilingual,
  more: bilingual.optional(),
  note: bilingual.optional(),
  sources: z.array(sourceSchema).min(1),
  related: z.array(id).max(4).default([]),
  phrasings,
  terms: z.array(line).default([]),
  topic: line.optional(),
});

export const gapSchema = z.strictObject({
  id,
  about: bilingual,
  phrasings,
  nearby: z.array(id).max(3).default([]),
  terms: z.array(line).default([]),
});

export const documentSchema = z.strictObject({
  id: documentId,
  rank: z.number().int().positive(),
  kind: z.enum(['agreement', 'web', 'article', 'other']),
  date: day.optional(),
  name: bilingual,
});

export const packFileSchema = z.strictObject({
  id,
  version: line,
  name: bilingual,
  documents: z.array(documentSchema).min(1),
  agreement: z.strictObject({ from: day, until: day, reviewBy: day, first: day.optional() }),
  principles: z.array(
    // The hint stands beside the name where one chooses; without it the entry's first sentence does.
    z.strictObject({
      id,
      name: bilingual,
      hint: hint.optional(),
      entry: id,
      aliases: z.array(line).default([]),
    }),
  ),
  commitments: z.array(z.strictObject({ number: z.number().int().positive(), short: bilingual, entry: id })),
  administrations: z.array(
    z.strictObject({ id, name: line, short: line.optional(), aliases: z.array(line).default([]) }),
  ),
  /**
   * What lies ahead, told in the digest: `by` is a last day, `yearly` one that comes every year (MM-DD); with neither, the
   * agreement names no day.
   */
  milestones: z
    .array(
      z.strictObject({
        name: bilingual,
        entry: id,
        by: day.optional(),
        yearly: z
          .string()
          .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'write a day of every year as MM-DD, in quotes')
          .optional(),
      }),
    )
    .default([]),
  /** Proper names that no other list has, for measuring readability: they count as one short word. */
  names: z.array(line).default([]),
  /** Which entries the short commands `principer`, `åtaganden` … open. */
  pages: z
    .strictObject({
      principles: id.optional(),
      commitments: id.optional(),
      register: id.optional(),
      councils: id.optional(),
      validity: id.optional(),
    })
    .default({}),
});

export const signatoryCategories = ['civil', 'board', 'administration', 'company'] as const;

export const registerSchema = z.strictObject({
  asOf: z.strictObject({
    document: documentId,
    note: bilingual,
    date: day.optional(),
    section: line.optional(),
  }),
  signatories: z.array(
    z.strictObject({ name: line, category: z.enum(signatoryCategories), aliases: z.array(line).default([]) }),
  ),
});

export const councilsSchema = z.array(
  z.strictObject({
    id,
    name: line,
    aliases: z.array(line).default([]),
    responsible: line.nullable(),
    host: line.optional(),
    politicians: z.boolean(),
    entry: id.optional(),
    source: sourceSchema.optional(),
  }),
);

export const peopleSchema = z.array(
  z.strictObject({
    name: line,
    aliases: z.array(line).default([]),
    role: bilingual,
    year: z.number().int().optional(),
    source: z.union([documentId, sourceSchema]),
    entry: id.optional(),
  }),
);

/** Words, not facts: what means the same, what means nothing, how people spell. */
export const lexiconSchema = z.strictObject({
  synonyms: z.array(z.array(line).min(2)).default([]),
  noise: z.array(line).default([]),
  general: z.array(line).default([]),
  attributes: z.array(line).default([]),
  colloquial: z.record(z.string(), line).default({}),
});

export type Bilingual = z.infer<typeof bilingual>;
export type EntrySource = z.infer<typeof sourceSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type EntryKind = Entry['kind'];
export type Gap = z.infer<typeof gapSchema>;
export type PackFile = z.infer<typeof packFileSchema>;
export type Register = z.infer<typeof registerSchema>;
export type Signatory = Register['signatories'][number];
export type SignatoryCategory = Signatory['category'];
export type Council = z.infer<typeof councilsSchema>[number];
export type Person = z.infer<typeof peopleSchema>[number];
export type Lexicon = z.infer<typeof lexiconSchema>;

/** A whole pack, read and checked. */
export interface Pack extends PackFile {
  entries: Entry[];
  gaps: Gap[];
  register: Register;
  councils: Council[];
  people: Person[];
  lexicon: Lexicon;
}

import { z } from 'zod';
import type { Language } from '../turn/turn';
import type { Field, FieldOption } from '../views/views';
import { isDay } from './calendar-days';
import { readDate, type Tense } from './dates';
import { hasIdentityNumber } from './guard';
import { cleanLine, cleanText } from './text';
import { formTexts } from './texts';

/** One field of a form: how it is shown, and how what was typed becomes a value. Every text passes the guard here. */
export interface FormField<T> {
  readonly view: Omit<Field, 'id' | 'value'>;
  readonly schema: z.ZodType<T>;
}

interface Shown {
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
}

interface TextOptions extends Shown {
  readonly language: Language;
  readonly max: number;
  readonly long?: boolean;
}

/** What platforms send for one value: a string, nothing, or a list with one. */
const single = z.preprocess((value) => {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : '';
}, z.string());

/** What platforms send for several: a list, or one string. Newlines and commas come from Teams' comma-joined choices. */
const several = z.preprocess((value) => {
  const all = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return all.filter((item) => typeof item === 'string');
}, z.array(z.string()));

function guarded(options: TextOptions): z.ZodType<string> {
  const t = formTexts[options.language];
  return single.transform(options.long ? cleanText : cleanLine).superRefine((text, context) => {
    if (text.length > options.max) context.addIssue(t.tooLong(options.max, text.length));
    if (hasIdentityNumber(text)) context.addIssue(t.identityNumber);
  });
}

function textView(options: TextOptions, required: boolean): FormField<string>['view'] {
  const { label, help, placeholder, max: maxLength } = options;
  return { label, help, placeholder, maxLength, required, type: options.long ? 'longtext' : 'text' };
}

/** A text that must be there; `missing` is said when it isn't, with an example. */
export function requiredText(options: TextOptions & { readonly missing: string }): FormField<string> {
  const schema = guarded(options).refine((text) => text !== '', { error: options.missing });
  return { view: textView(options, true), schema };
}

export function optionalText(options: TextOptions): FormField<string | undefined> {
  return { view: textView(options, false), schema: guarded(options).transform((text) => text || undefined) };
}

/** A web address, https or http. */
export function optionalLink(options: TextOptions): FormField<string | undefined> {
  const schema = guarded(options)
    .refine((text) => text === '' || isWebAddress(text), { error: formTexts[options.language].link })
    .transform((text) => text || undefined);
  return { view: textView(options, false), schema };
}

/** A date from a date picker or in words; the value is YYYY-MM-DD. */
export function optionalDate(
  options: Shown & { readonly language: Language; readonly today: string; readonly tense: Tense },
): FormField<string | undefined> {
  const { label, help, placeholder, language, today, tense } = options;
  const schema = single.transform((text, context) => {
    const typed = cleanLine(text);
    if (typed === '') return undefined;
    const day = isDay(typed) ? typed : readDate(typed, today, tense);
    if (day === undefined) context.addIssue(formTexts[language].date);
    return day;
  });
  return { view: { label, help, placeholder, required: false, type: 'date' }, schema };
}

/** A date that must be there; `missing` is said when it isn't. */
export function requiredDate(
  options: Parameters<typeof optionalDate>[0] & { readonly missing: string },
): FormField<string> {
  const { view, schema } = optionalDate(options);
  const required = schema.transform((day, context): string => {
    if (day === undefined) context.addIssue(options.missing);
    return day ?? '';
  });
  return { view: { ...view, required: true }, schema: required };
}

interface ChoiceOptions<V extends string> extends Shown {
  readonly language: Language;
  readonly options: readonly (FieldOption & { readonly value: V })[];
}

/** One of the options; `fallback` when nothing was chosen. */
export function choice<V extends string, F extends V | undefined>(
  options: ChoiceOptions<V> & { readonly fallback: F },
): FormField<V | F> {
  const { label, help, language, fallback } = options;
  const schema = single.transform((text, context): V | F => {
    if (text === '') return fallback;
    const option = options.options.find(({ value }) => value === text);
    if (option === undefined) context.addIssue(formTexts[language].choice);
    return option?.value ?? fallback;
  });
  return { view: { label, help, required: false, type: 'choice', options: options.options }, schema };
}

/** Any number of the options, in the options' order. */
export function choices<V extends string>(options: ChoiceOptions<V>): FormField<V[]> {
  const { label, help, language } = options;
  const schema = several.transform((texts, context): V[] => {
    const chosen = new Set(texts.flatMap((text) => text.split(',')).map((text) => text.trim()));
    chosen.delete('');
    const known = options.options.map(({ value }) => value).filter((value) => chosen.has(value));
    if (known.length < chosen.size) context.addIssue(formTexts[language].choice);
    return known;
  });
  return { view: { label, help, required: false, type: 'choices', options: options.options }, schema };
}

interface SuggestOptions extends TextOptions {
  readonly source: string;
  readonly most: number;
  /** Turns what was typed into the name to keep, such as the register's spelling of a partner. */
  readonly resolve: (typed: string) => string;
}

/** Names from a register or free text, several of them; duplicates are left out. */
export function suggest(options: SuggestOptions): FormField<string[]> {
  const t = formTexts[options.language];
  const one = guarded(options);
  const schema = several.transform((texts, context): string[] => {
    const names = new Set<string>();
    for (const typed of texts.flatMap((text) => text.split(/[\n;,]/))) {
      const read = one.safeParse(typed);
      if (!read.success) context.addIssue(read.error.issues[0]?.message ?? t.choice);
      else if (read.data !== '') names.add(options.resolve(read.data));
    }
    if (names.size > options.most) context.addIssue(t.tooMany(options.most));
    return [...names];
  });
  const { source, most: _most, ...shown } = options;
  return { view: { ...textView(shown, false), type: 'suggest', source }, schema };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"]+$/i.test(text) && URL.canParse(text);
}

import { choice, choices, type FormField, optionalText, suggest } from '../forms/fields';
import type { Language } from '../turn/turn';
import type { FieldOption } from '../views/views';
import type { Catalog, Names } from './catalog';
import { recordTexts } from './texts';

/** What a list of options with labels in both languages looks like in a texts file. */
export type OptionLabels<V extends string> = Readonly<Record<V, string>>;

export function optionsOf<V extends string>(
  values: readonly V[],
  labels: OptionLabels<V>,
): (FieldOption & { readonly value: V })[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** The fields that every kind of record has. */
export interface CommonFields {
  administrations(help?: string): FormField<string[]>;
  partners(label: string, help: string): FormField<string[]>;
  principles(): FormField<string[]>;
  commitments(label: string): FormField<string[]>;
  shared(): FormField<'yes' | 'no'>;
  longText(label: string, placeholder?: string): FormField<string | undefined>;
}

export const MAX_TITLE = 120;
export const MAX_TEXT = 2000;
const MAX_NAME = 120;
const MOST_PARTNERS = 20;

export function commonFields(catalog: Catalog, names: Names, language: Language): CommonFields {
  return { ...catalogFields(catalog, language), ...otherFields(names, language) };
}

function catalogFields(
  catalog: Catalog,
  language: Language,
): Pick<CommonFields, 'administrations' | 'principles' | 'commitments'> {
  const t = recordTexts[language];
  const administrations = catalog.administrations.map(({ id, name }) => ({ value: id, label: name }));
  const principles = catalog.principles.map(({ id, name, hint }) => ({
    value: id,
    label: name[language],
    ...(hint === undefined ? {} : { hint: hint[language] }),
  }));
  const commitments = catalog.commitments.map(({ number, short }) => ({
    value: String(number),
    label: `${number}. ${short[language]}`,
  }));
  return {
    administrations: (help) =>
      choices({ language, label: t.administrations, help, options: administrations }),
    principles: () => choices({ language, label: t.principles, options: principles }),
    commitments: (label) => choices({ language, label, options: commitments }),
  };
}

function otherFields(
  names: Names,
  language: Language,
): Pick<CommonFields, 'partners' | 'shared' | 'longText'> {
  const t = recordTexts[language];
  const shown = { language, max: MAX_NAME, most: MOST_PARTNERS, source: 'signatories' };
  return {
    partners: (label, help) => suggest({ ...shown, label, help, resolve: (typed) => names.partner(typed) }),
    shared: () =>
      choice({
        language,
        label: t.shared,
        help: t.sharedHelp,
        fallback: 'no',
        options: optionsOf(['yes', 'no'], { yes: t.sharedYes, no: t.sharedNo }),
      }),
    longText: (label, placeholder) =>
      optionalText({ language, label, placeholder, max: MAX_TEXT, long: true }),
  };
}

/** A choice that may be left open. */
export function openChoice<V extends string>(
  language: Language,
  label: string,
  values: readonly V[],
  labels: OptionLabels<V>,
  help?: string,
): FormField<V | undefined> {
  return choice({ language, label, help, fallback: undefined, options: optionsOf(values, labels) });
}

/** Names separated by commas, semicolons or "och" before the last one, as people list them in a line. */
export function splitNames(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

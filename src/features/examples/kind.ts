import { optionalDate, optionalLink, requiredText } from '../../forms/fields';
import type { FormErrors, FormFields } from '../../forms/form';
import { formTexts } from '../../forms/texts';
import { ownAdministrations } from '../../records/access';
import { commonFields, MAX_TEXT, MAX_TITLE, openChoice } from '../../records/common-fields';
import { exampleStatuses } from '../../records/entry';
import type { KindDefinition, RecordFeatureDependencies } from '../../records/kind';
import { type ExampleContent, exampleForms } from '../../records/kinds/example';
import { recordTexts } from '../../records/texts';
import type { Language } from '../../turn/turn';
import { readExampleLine } from './line';
import { exampleTexts } from './texts';
import { presentExample } from './view';

export type ExampleDependencies = RecordFeatureDependencies<ExampleContent>;

/** The collaboration example as a kind of record. */
export function exampleKind(deps: ExampleDependencies): KindDefinition<ExampleContent> {
  const { repository, names, dates } = deps;
  return {
    name: 'example',
    letter: 'E',
    slot: 'example',
    write: 'example.write',
    repository,
    texts: exampleTexts,
    initialStatus: 'published',
    drafts: true,
    notCopied: ['from', 'to', 'link'],
    fields: (language, today) => exampleFields(deps, language, today),
    prefill: (person) => ({
      administrations: ownAdministrations(person),
      shared: 'no',
      status: 'published',
    }),
    check: checkPeriod,
    readLine: (parts, language, today) => readExampleLine(parts, language, today, names),
    present: (entry, language) => presentExample(entry, language, { names, dates }),
    actions: ({ code, status }, language) =>
      status === 'draft'
        ? [{ name: 'record.publish', id: code, label: recordTexts[language].publish, style: 'primary' }]
        : [],
  };
}

function exampleFields(
  { catalog, names }: ExampleDependencies,
  language: Language,
  today: string,
): FormFields {
  const t = exampleTexts[language];
  const common = commonFields(catalog, names, language);
  const date = (label: string, help?: string) =>
    optionalDate({ language, today, tense: 'past', label, help });
  return {
    title: requiredText({
      language,
      label: t.fields.title,
      placeholder: t.placeholders.title,
      max: MAX_TITLE,
      missing: t.missing.title,
    }),
    done: requiredText({
      language,
      label: t.fields.done,
      placeholder: t.placeholders.done,
      max: MAX_TEXT,
      long: true,
      missing: t.missing.done,
    }),
    partners: common.partners(t.fields.partners, t.help.partners),
    administrations: common.administrations(t.help.administrations),
    principles: common.principles(),
    form: openChoice(language, t.fields.form, exampleForms, t.forms),
    from: date(t.fields.from, t.help.period),
    to: date(t.fields.to),
    benefitMunicipality: common.longText(t.fields.municipality),
    benefitCivil: common.longText(t.fields.civil),
    link: optionalLink({ language, label: t.fields.link, placeholder: t.placeholders.link, max: 500 }),
    shared: common.shared(),
    status: openChoice(language, t.fields.status, exampleStatuses, t.saveAs, t.help.status),
  };
}

function checkPeriod(values: Readonly<Record<string, unknown>>, language: Language): FormErrors {
  const { from, to } = values;
  const reversed = typeof from === 'string' && typeof to === 'string' && to < from;
  return reversed ? { to: formTexts[language].dateOrder } : {};
}

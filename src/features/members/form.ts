import { choice, optionalText } from '../../forms/fields';
import { type FormErrors, type FormFields, formView } from '../../forms/form';
import type { Catalog } from '../../records/catalog';
import { optionsOf } from '../../records/common-fields';
import type { FormValues, Language, Reply, TurnContext } from '../../turn/turn';
import type { Contact } from './contacts';
import { memberRoles } from './model';
import type { TypedAppointment } from './read';
import { memberTexts } from './texts';

const MAX = 120;
const PLATFORMS = { teams: 'Teams', slack: 'Slack', terminal: 'terminal' } as const;

interface FormOptions {
  readonly key: string;
  readonly people: readonly Contact[];
  readonly catalog: Pick<Catalog, 'administrations'>;
  readonly values: FormValues;
  readonly errors?: FormErrors;
}

/** The form in which a coordinator appoints someone: those who have talked to the bot are in a menu. */
export function appointForm(context: TurnContext, options: FormOptions): Reply {
  const { language } = context;
  const t = memberTexts[language];
  const view = formView(fieldsOf(language, options), {
    language,
    title: t.formTitle,
    intro: t.formIntro,
    submit: { name: 'member.save', id: options.key, label: t.save, style: 'primary' },
    cancelLabel: t.cancel,
    values: options.values,
    errors: options.errors,
  });
  return { views: [view], language };
}

function fieldsOf(language: Language, { people, catalog }: FormOptions): FormFields {
  const t = memberTexts[language];
  const known = people.map(({ _id, name, platform }) => ({
    value: _id,
    label: `${name} (${PLATFORMS[platform]})`,
  }));
  const administrations = catalog.administrations.map(({ id, name }) => ({ value: id, label: name }));
  const text = (label: string, help: string) => optionalText({ language, label, help, max: MAX });
  return {
    // A menu without options is no field.
    ...(known.length === 0
      ? {}
      : { person: choice({ language, label: t.person, fallback: undefined, options: known }) }),
    other: text(t.other, t.otherHelp),
    role: choice({
      language,
      label: t.role,
      fallback: 'representative',
      options: optionsOf(memberRoles, t.roles),
    }),
    administration: choice({
      language,
      label: t.administration,
      help: t.administrationHelp,
      fallback: undefined,
      options: administrations,
    }),
    name: text(t.name, t.nameHelp),
  };
}

/** What the form holds, as the line would say it; who was written goes before who was chosen. */
export function typedIn(values: FormValues): TypedAppointment {
  const one = (id: string): string => [values[id] ?? ''].flat()[0] ?? '';
  return {
    person: one('other') || one('person'),
    administration: one('administration'),
    role: one('role'),
    name: one('name'),
  };
}

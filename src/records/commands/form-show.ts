import { type FormField, optionalLink } from '../../forms/fields';
import { type FormErrors, type FormFields, formView } from '../../forms/form';
import { type FormTicket, writeTicket } from '../../forms/keys';
import type { FormValues, TurnContext } from '../../turn/turn';
import type { FormView } from '../../views/views';
import type { CommonContent } from '../entry';
import type { KindDefinition } from '../kind';
import { recordTexts } from '../texts';
import type { RecordViewer } from '../view';

/** Some fields of a record's form, for one thing such as its outcome. */
export interface FormPart {
  /** The action that takes the values. */
  readonly save: string;
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly string[];
}

/** As long as links to messages get, with room to spare. */
export const MAX_LINK = 1000;

/** The fields of a kind's form, or those of a part of it; every kind can hold a link to the message it was logged from. */
export function fieldsOf<C extends CommonContent>(
  kind: KindDefinition<C>,
  { language, today }: Pick<TurnContext, 'language' | 'today'>,
  part?: FormPart,
): FormFields {
  const label = recordTexts[language].source;
  const source: FormField<unknown> = optionalLink({ language, label, max: MAX_LINK });
  const all: FormFields = { ...kind.fields(language, today), source };
  if (part === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([id]) => part.fields.includes(id)));
}

/** A form with what was typed so far. After a warning its button says that it saves anyway. */
export function showForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  ticket: FormTicket,
  values: FormValues,
  { errors, part }: { readonly errors?: FormErrors; readonly part?: FormPart } = {},
): FormView {
  const texts = kind.texts[context.language];
  const t = recordTexts[context.language];
  const { source, ...fields } = fieldsOf(kind, context, part);
  // Nobody should have to pass a field for what the bot fills in by itself.
  const linked = source !== undefined && (values.source ?? '') !== '';
  return formView(linked ? { ...fields, source } : fields, {
    language: context.language,
    title: part?.title ?? (ticket.edits === undefined ? texts.newTitle : texts.editTitle),
    intro: part === undefined ? texts.intro : part.intro,
    submit: {
      name: part?.save ?? `${kind.name}.save`,
      id: writeTicket(ticket),
      label: ticket.warned === true ? t.saveAnyway : t.save,
      style: 'primary',
    },
    cancelLabel: t.cancel,
    values,
    errors,
  });
}

/** Who looks, in which language, on which day. */
export function viewerOf(context: TurnContext): RecordViewer {
  return { person: context.person, language: context.language, today: context.today };
}

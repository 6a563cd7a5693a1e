import type { FormErrors, FormFields } from '../../forms/form';
import { sensitiveTopicsIn } from '../../forms/sensitive';
import type { Language, TurnContext } from '../../turn/turn';
import { audienceOf } from '../access';
import type { CommonContent, Draft, Entry, Warning } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import type { Cause } from '../repository';
import { recordTexts } from '../texts';
import { mayShow } from './load';

/** What a person should think about before saving, and where in the form it is said. */
export interface Warnings {
  readonly given: readonly Warning[];
  readonly errors: FormErrors;
}

/**
 * Warns of texts that seem to reveal something sensitive of one person. What the record said before is not warned of again.
 */
export function warnOfSensitive(
  fields: FormFields,
  values: Readonly<Record<string, unknown>>,
  language: Language,
  before: Readonly<Record<string, unknown>> = {},
): Warnings {
  const t = recordTexts[language];
  const errors: Record<string, string> = {};
  for (const [id, { view }] of Object.entries(fields)) {
    const value = values[id];
    if (typeof value !== 'string' || value === before[id]) continue;
    if (view.type !== 'text' && view.type !== 'longtext') continue;
    const topics = sensitiveTopicsIn(value).map((topic) => t.topics[topic]);
    if (topics.length > 0) errors[id] = t.sensitive(topics.join(', '));
  }
  if (Object.keys(errors).length === 0) return { given: [], errors };
  return { given: ['sensitive'], errors: { '': t.sensitiveHint, ...errors } };
}

/** Warns of records that say nearly the same, as far as the person may see them. @throws BotError `store-away`. */
export async function warnOfDuplicates<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  draft: Draft<C>,
  cause: Cause,
  { dates }: KindDependencies,
): Promise<Warnings> {
  const { language, person, place } = context;
  const t = recordTexts[language];
  const found = await kind.repository.similar(draft, audienceOf(person, place), cause);
  const shown = found.filter((entry) => mayShow(kind, entry, context));
  if (shown.length === 0) return { given: [], errors: {} };
  const named = shown.map(({ code, content, createdAt }: Entry<C>) =>
    t.duplicate(code, content.title, dates.instant(createdAt, language)),
  );
  return { given: ['duplicate'], errors: { '': [...named, t.duplicateHint].join('\n') } };
}

/** Both in one go, so that nobody is stopped twice. */
export function together(...all: readonly Warnings[]): Warnings {
  const whole = all.flatMap(({ errors }) => errors[''] ?? []).join('\n');
  const errors: FormErrors = Object.assign({}, ...all.map((one) => one.errors));
  return {
    given: all.flatMap(({ given }) => given),
    errors: whole === '' ? errors : { ...errors, '': whole },
  };
}

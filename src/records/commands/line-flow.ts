import { type FormErrors, type FormReading, readForm } from '../../forms/form';
import { hasIdentityNumber } from '../../forms/guard';
import { cleanLine } from '../../forms/text';
import type { FormValues, Reply, TurnContext } from '../../turn/turn';
import { causeOf } from '../access';
import { toDraft } from '../draft';
import type { CommonContent } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { recordTexts } from '../texts';
import { recordView } from '../view';
import { fieldsOf, showForm, viewerOf } from './form-show';
import { notice, reply } from './reply';
import { together, warnOfDuplicates, warnOfSensitive } from './warnings';

/**
 * Logs a record from one line, `title | partner | …`, and says what was understood; the delivery makes it once. What the
 * person should think about first comes as the form, filled with the line.
 */
export async function saveLine<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  line: string,
  deps: KindDependencies,
): Promise<Reply> {
  const { language, today, person } = context;
  const t = recordTexts[language];
  const { values, notes } = kind.readLine(line.split('|').map(cleanLine), language, today);
  const typed = { ...kind.prefill(person), ...values };
  const read = readWithLink(kind, context, typed);
  const errors = read.ok ? kind.check(read.values, language) : read.errors;
  if (!read.ok || Object.keys(errors).length > 0)
    return refuseLine(kind, context, { typed, notes, errors }, deps);
  const cause = causeOf(context);
  const draft = toDraft<C>(read.values, kind.initialStatus, kind.kept?.(context));
  if ((await kind.repository.madeBy(cause)) === undefined) {
    const found = together(
      warnOfSensitive(fieldsOf(kind, context), read.values, language),
      await warnOfDuplicates(kind, context, draft, cause, deps),
    );
    if (found.given.length > 0) {
      const ticket = { key: deps.newKey(), warned: true };
      // What wasn't understood is in no field, so it is said: nothing that was typed may be lost.
      const whole = [...notes, found.errors[''] ?? ''].filter((said) => said !== '').join('\n');
      return reply(
        context,
        showForm(kind, context, ticket, typed, { errors: { ...found.errors, '': whole } }),
      );
    }
  }
  const { entry } = await kind.repository.create(draft, cause);
  const lead = [t.understood(entry.code), ...notes].join('\n');
  return reply(context, recordView(kind, entry, viewerOf(context), deps, { lead }));
}

/**
 * A line that can't be saved comes back as the form, filled with what was understood. One with an identity number does not:
 * the number should not be shown once more, nor be carried by a button.
 */
function refuseLine<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  { typed, notes, errors }: RefusedLine,
  deps: KindDependencies,
): Reply {
  const t = recordTexts[context.language];
  const texts = kind.texts[context.language];
  const how = t.lineHow(texts.lineExample);
  if (Object.values(typed).flat().some(hasIdentityNumber)) {
    const said = [t.lineProblem, ...Object.values(errors), ...notes, how].join('\n');
    return reply(context, notice('warning', said, [{ name: `${kind.name}.new`, label: texts.newButton }]));
  }
  const whole = [t.lineProblem, errors[''] ?? '', ...notes, how].filter((said) => said !== '').join('\n');
  return reply(
    context,
    showForm(kind, context, { key: deps.newKey() }, typed, { errors: { ...errors, '': whole } }),
  );
}

interface RefusedLine {
  readonly typed: FormValues;
  readonly notes: readonly string[];
  readonly errors: FormErrors;
}

/** The line's values with the link to its message; a link that a field wouldn't take is no reason to refuse the line. */
function readWithLink<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  typed: FormValues,
): FormReading<Record<string, unknown>> {
  const fields = fieldsOf(kind, context);
  const linked = readForm(fields, context.link === undefined ? typed : { ...typed, source: context.link });
  return !linked.ok && 'source' in linked.errors ? readForm(fields, typed) : linked;
}

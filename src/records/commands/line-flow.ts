import { readForm } from '../../forms/form';
import { cleanLine } from '../../forms/text';
import type { Reply, TurnContext } from '../../turn/turn';
import { causeOf } from '../access';
import { toDraft } from '../draft';
import type { CommonContent } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { recordTexts } from '../texts';
import { recordView } from '../view';
import { viewerOf } from './form-flow';
import { notice, reply } from './reply';

/** Logs a record from one line, `title | partner | …`, and says what was understood. The delivery makes it once. */
export async function saveLine<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  line: string,
  deps: KindDependencies,
): Promise<Reply> {
  const { language, today, person } = context;
  const t = recordTexts[language];
  const parts = line.split('|').map(cleanLine);
  const { values, notes } = kind.readLine(parts, language, today);
  const read = readForm(kind.fields(language, today), { ...kind.prefill(person), ...values });
  const errors = read.ok ? kind.check(read.values, language) : read.errors;
  if (!read.ok || Object.keys(errors).length > 0) {
    const said = [
      t.lineProblem,
      ...Object.values(errors),
      ...notes,
      t.lineHow(kind.texts[language].lineExample),
    ];
    const form = { name: `${kind.name}.new`, label: kind.texts[language].newButton };
    return reply(context, notice('warning', said.join('\n'), [form]));
  }
  const { entry } = await kind.repository.create(toDraft(read.values, kind.initialStatus), causeOf(context));
  const lead = [t.understood(entry.code), ...notes].join('\n');
  return reply(context, recordView(kind, entry, viewerOf(context), deps, { lead }));
}

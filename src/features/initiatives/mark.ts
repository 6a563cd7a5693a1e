import { z } from 'zod';
import { parseCode } from '../../records/codes';
import { loadEditable } from '../../records/commands/load';
import { notice, replacing, reply } from '../../records/commands/reply';
import { setStatus } from '../../records/commands/single-flow';
import { type InitiativeStatus, initiativeStatuses } from '../../records/entry';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { InitiativeContent } from '../../records/kinds/initiative';
import { recordTexts } from '../../records/texts';
import { recordView } from '../../records/view';
import { type Command, defineCommand } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Slot } from '../../turn/vocabulary';
import { nextStatuses } from './status';
import { initiativeTexts } from './texts';

const slots: Readonly<Record<InitiativeStatus, Slot>> = {
  planned: 'planned',
  invited: 'invited',
  held: 'held',
  'followed-up': 'followedUp',
  declined: 'declined',
  cancelled: 'cancelled',
};

/** One command for each status: `dialog D-2026-003 genomförd`, or the button on the card. */
export function markCommands(kind: KindDefinition<InitiativeContent>, deps: KindDependencies): Command[] {
  return initiativeStatuses.map((status) =>
    defineCommand({
      name: `initiative.${status}`,
      permission: kind.write,
      effect: 'write',
      phrases: [`<code> <${slots[status]}>`, `<initiative> <code> <${slots[status]}>`],
      ...(status === 'held'
        ? {
            help: {
              say: { sv: 'dialog D-2026-003 genomförd', en: 'dialogue D-2026-003 held' },
              does: {
                sv: 'ändrar status: inbjuden, genomförd, uppföljd, avböjd eller inställd',
                en: 'changes the status: invited, held, followed up, declined or cancelled',
              },
            },
          }
        : {}),
      request: z.object({ id: z.string().min(1).max(150) }),
      run: (context, { id }) => mark(kind, context, parseCode(id) ?? '', status, deps),
    }),
  );
}

/** @throws BotError `record-not-found`, `not-allowed`, `record-changed`. */
async function mark(
  kind: KindDefinition<InitiativeContent>,
  context: TurnContext,
  code: string,
  status: InitiativeStatus,
  deps: KindDependencies,
): Promise<Reply> {
  const { language, person, today } = context;
  const t = initiativeTexts[language];
  const entry = await loadEditable(kind, context, code);
  const view = (now: typeof entry, lead?: string) =>
    recordView(kind, now, { person, language, today }, deps, { lead });
  const from = entry.status as InitiativeStatus;
  // A double press, or a card from last year: it is as they want it.
  if (from === status) return replacing(context, view(entry, t.already(entry.code, t.statuses[status])));
  const allowed = nextStatuses(from);
  if (entry.withdrawn || !allowed.includes(status)) {
    const options = allowed.map((next) => t.statuses[next]);
    const said = t.impossible(entry.code, t.statuses[from], t.statuses[status], options);
    return reply(context, notice('warning', said), view(entry));
  }
  const saved = await setStatus(kind, context, entry, status);
  const card = view(saved, t.marked(saved.code, t.statuses[status]));
  const undo = {
    name: 'record.restore',
    id: `${saved.code}@${saved.version}`,
    label: recordTexts[language].undo,
  };
  return replacing(context, { ...card, actions: [...card.actions, undo] });
}

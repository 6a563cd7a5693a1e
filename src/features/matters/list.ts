import { replacing } from '../../records/commands/reply';
import type { RecordQuery } from '../../records/query';
import { recordTexts } from '../../records/texts';
import { listItem } from '../../records/view';
import { allows } from '../../turn/permissions';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Action } from '../../views/views';
import type { MatterKind } from './kind';
import { matterTexts } from './texts';

const PAGE_SIZE = 8;

export type MatterScope = 'mine' | 'queue' | 'all';

/** The person's own matters, those that wait to be handed over, or all; newest first, pages count from 1. */
export async function listMatters(
  kind: MatterKind,
  context: TurnContext,
  scope: MatterScope,
  page: number,
): Promise<Reply> {
  const { language, person } = context;
  const t = matterTexts[language];
  const common = recordTexts[language];
  // The audience doesn't limit it: own ones are one's own, and the coordinators see both platforms'.
  const query: RecordQuery = {
    audience: undefined,
    ...(scope === 'mine' ? { createdBy: person.id } : {}),
    ...(scope === 'queue' ? { statuses: ['new'] } : {}),
  };
  const found = await kind.repository.find(query, { page, size: PAGE_SIZE });
  const turnTo = (to: number, label: string): Action => ({ name: `matter.${scope}`, id: String(to), label });
  return replacing(context, {
    kind: 'list',
    heading: { mine: t.mineHeading, queue: t.queueHeading, all: t.allHeading }[scope],
    items: found.entries.map((entry) => listItem(kind, entry, language)),
    empty: { mine: t.emptyMine, queue: t.nothingNew, all: t.emptyAll }[scope],
    ...(found.more || page > 1 ? { footer: common.page(page) } : {}),
    actions: [
      ...(scope === 'queue' && found.entries.length > 0
        ? [{ name: 'matter.agenda', label: t.handOver, style: 'primary' as const }]
        : []),
      ...(found.more ? [turnTo(page + 1, common.next)] : []),
      ...(page > 1 ? [turnTo(page - 1, common.previous)] : []),
      ...otherLists(context, scope),
    ],
  });
}

function otherLists({ language, person }: TurnContext, scope: MatterScope): Action[] {
  const t = matterTexts[language];
  const lists: readonly (Action & { readonly scope: MatterScope })[] = [
    { scope: 'mine', name: 'matter.mine', label: recordTexts[language].mine },
    { scope: 'queue', name: 'matter.queue', label: t.queueHeading },
    { scope: 'all', name: 'matter.all', label: t.all },
  ];
  const handles = allows('matter.handle', person.roles);
  const others = lists.filter((list) => list.scope !== scope && (handles || list.scope === 'mine'));
  return [{ name: 'matter.new', label: t.newButton }, ...others.map(({ name, label }) => ({ name, label }))];
}

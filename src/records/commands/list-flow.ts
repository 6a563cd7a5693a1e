import { allows } from '../../turn/permissions';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Action, ListView } from '../../views/views';
import { audienceOf, ownAudienceOf } from '../access';
import type { Names } from '../catalog';
import type { CommonContent } from '../entry';
import type { Page, SearchPage } from '../finder';
import type { KindDefinition } from '../kind';
import type { RecordQuery } from '../query';
import { readSearch } from '../search-text';
import { searchTokens } from '../terms';
import { recordTexts } from '../texts';
import { listItem } from '../view';
import { notice, replacing, reply } from './reply';

/** As many as fit on a phone without scrolling past the buttons. */
export const PAGE_SIZE = 8;
/** A button's id holds 150 characters at most: the page, a colon, and this much of what was searched for. */
const SEARCH_LENGTH = 140;

type Scope = 'mine' | 'ours' | 'all' | 'drafts';

/** Lists the person's own records, their administration's, or all, newest first; `page` counts from 1. */
export async function showList<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  scope: Scope,
  page: number,
): Promise<Reply> {
  const { person, language } = context;
  const texts = kind.texts[language];
  if (scope === 'ours' && person.administration === undefined) {
    return reply(
      context,
      notice('info', recordTexts[language].noAdministration, [button(kind, context, 'all')]),
    );
  }
  const own = scope === 'mine' || scope === 'drafts';
  const query: RecordQuery = {
    audience: own ? ownAudienceOf(person, context.place) : audienceOf(person, context.place),
    ...(own ? { createdBy: person.id, drafts: true } : {}),
    ...(scope === 'drafts' ? { statuses: ['draft'] } : {}),
    ...(scope === 'ours' ? { administration: person.administration } : {}),
  };
  const found = await kind.repository.find(query, { page, size: PAGE_SIZE });
  const t = recordTexts[language];
  const heading = {
    mine: texts.mineHeading,
    ours: texts.oursHeading,
    all: texts.allHeading,
    drafts: t.draftsHeading,
  }[scope];
  const empty = {
    mine: texts.emptyMine,
    ours: texts.emptyOurs,
    all: texts.emptyAll,
    drafts: t.emptyDrafts,
  }[scope];
  const view = listView(kind, context, found, { heading, empty }, (to) => ({
    name: `${kind.name}.${scope}`,
    id: String(to),
  }));
  const others = (['mine', 'ours', 'all', 'drafts'] as const).filter(
    (other) =>
      other !== scope &&
      (other !== 'ours' || person.administration !== undefined) &&
      (other !== 'drafts' || (kind.drafts === true && allows(kind.write, person.roles))),
  );
  const more = [...create(kind, context), ...others.map((other) => button(kind, context, other))];
  return replacing(context, { ...view, actions: [...view.actions, ...more] });
}

/** Finds records by words, partner, principle, administration and period. */
export async function showSearch<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  typed: string,
  page: number,
  names: Names,
): Promise<Reply> {
  const { language } = context;
  const t = recordTexts[language];
  const text = Array.from(typed).slice(0, SEARCH_LENGTH).join('').trim();
  const { words, ...conditions } = readSearch(text, names, context.today);
  // "och i på" would find everything.
  if (searchTokens(words).length === 0 && Object.values(conditions).every((one) => one === undefined)) {
    return reply(context, notice('info', `${t.searchMissing} ${t.searchHow}`));
  }
  const query = { audience: audienceOf(context.person, context.place), ...conditions };
  const found = await kind.repository.search(words, query, { page, size: PAGE_SIZE });
  const texts = kind.texts[language];
  const view = listView(
    kind,
    context,
    found,
    { heading: texts.searchHeading(text), empty: emptySearch(kind, context, found) },
    (to) => ({ name: `${kind.name}.search`, id: `${to}:${text}` }),
  );
  const likely = found.entries.length > 0 ? found.corrected : [];
  const intro = likely.map(({ word }) => t.corrected(word)).join(' ');
  const all = found.entries.length === 0 ? [button(kind, context, 'all')] : [];
  return replacing(context, {
    ...view,
    ...(intro === '' ? {} : { intro }),
    actions: [...view.actions, ...all],
  });
}

function emptySearch<C extends CommonContent>(
  kind: KindDefinition<C>,
  { language }: TurnContext,
  { corrected }: SearchPage<C>,
): string {
  const t = recordTexts[language];
  const unknown = corrected.filter(({ terms }) => terms.length === 0).map(({ word }) => `”${word}”`);
  const why = unknown.length === 0 ? [] : [t.unknownWords(unknown.join(', '))];
  return [...why, kind.texts[language].emptySearch, t.searchHow].join(' ');
}

function listView<C extends CommonContent>(
  kind: KindDefinition<C>,
  { language }: TurnContext,
  { entries, page, more }: Page<C>,
  said: { readonly heading: string; readonly empty: string },
  turnTo: (page: number) => Pick<Action, 'name' | 'id'>,
): ListView {
  const t = recordTexts[language];
  return {
    kind: 'list',
    heading: said.heading,
    items: entries.map((entry) => listItem(kind, entry, language)),
    empty: said.empty,
    ...(more || page > 1 ? { footer: t.page(page) } : {}),
    actions: [
      ...(more ? [{ ...turnTo(page + 1), label: t.next }] : []),
      ...(page > 1 ? [{ ...turnTo(page - 1), label: t.previous }] : []),
    ],
  };
}

function button<C extends CommonContent>(
  kind: KindDefinition<C>,
  { language }: TurnContext,
  scope: Scope,
): Action {
  return { name: `${kind.name}.${scope}`, label: recordTexts[language][scope] };
}

/** For those who may; who only reads is not sent into a refusal. */
function create<C extends CommonContent>(
  kind: KindDefinition<C>,
  { language, person }: TurnContext,
): Action[] {
  if (!allows(kind.write, person.roles)) return [];
  return [{ name: `${kind.name}.new`, label: kind.texts[language].newButton, style: 'primary' }];
}

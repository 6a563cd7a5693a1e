import { z } from 'zod';
import { audienceOf, isVisible } from '../../records/access';
import type { Names } from '../../records/catalog';
import { parseCode } from '../../records/codes';
import { notice, reply } from '../../records/commands/reply';
import type { CommonContent, Entry } from '../../records/entry';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { RecordQuery } from '../../records/query';
import { readSearch } from '../../records/search-text';
import { searchTokens } from '../../records/terms';
import { recordView } from '../../records/view';
import { type Command, defineCommand } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import type { RecordView } from '../../views/views';
import { extensionTexts } from './texts';

/** As many as one looks through while choosing. */
const MOST = 10;
const LONGEST_SEARCH = 140;

/** Each kind with its entries hidden inside, so that kinds with different contents can stand in one list. */
export interface Findable {
  byCode(context: TurnContext, code: string): Promise<Found[]>;
  search(context: TurnContext, text: string, names: Names): Promise<Found[]>;
}

interface Found {
  readonly at: Date;
  readonly view: RecordView;
}

/**
 * Looks records up to show one of them to others: each as a card without buttons, since those who read it may do other
 * things with it than the one who chose it. Only what the person may see in that place.
 */
export function findCommand(kinds: readonly Findable[], names: Names): Command {
  return defineCommand({
    name: 'record.find',
    permission: 'record.read',
    phrases: [],
    effect: 'read',
    request: z.object({ values: z.object({ text: z.string() }).default({ text: '' }) }),
    run: (context, { values }) => find(kinds, names, context, values.text),
  });
}

async function find(
  kinds: readonly Findable[],
  names: Names,
  context: TurnContext,
  typed: string,
): Promise<Reply> {
  const text = Array.from(typed).slice(0, LONGEST_SEARCH).join('').trim();
  const code = parseCode(text);
  const found = await Promise.all(
    kinds.map((kind) =>
      code === undefined ? kind.search(context, text, names) : kind.byCode(context, code),
    ),
  );
  const views = found
    .flat()
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST)
    .map(({ view }) => view);
  const t = extensionTexts[context.language];
  if (views.length === 0) return reply(context, notice('info', text === '' ? t.nothingYet : t.nothing));
  return reply(context, ...views);
}

/** One kind of record as something to find. */
export function findable<C extends CommonContent>(kind: KindDefinition<C>, deps: KindDependencies): Findable {
  const show = (context: TurnContext, entry: Entry<C>): Found => {
    const { person, language, today } = context;
    const view = recordView(kind, entry, { person, language, today }, deps);
    return { at: entry.createdAt, view: { ...view, actions: [] } };
  };
  return {
    byCode: async (context, code) => {
      const entry = await kind.repository.byCode(code);
      const audience = audienceOf(context.person, context.place);
      const visible = entry !== undefined && !entry.withdrawn && isVisible(entry, audience);
      return visible ? [show(context, entry)] : [];
    },
    search: async (context, text, names) => {
      const { words, ...conditions } = readSearch(text, names, context.today);
      const query: RecordQuery = { audience: audienceOf(context.person, context.place), ...conditions };
      const page = { page: 1, size: MOST };
      const some = searchTokens(words).length > 0;
      const { entries } = some
        ? await kind.repository.search(words, query, page)
        : await kind.repository.find(query, page);
      return entries.map((entry) => show(context, entry));
    },
  };
}

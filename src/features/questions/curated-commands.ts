import { z } from 'zod';
import type { DateFormat } from '../../forms/date-format';
import { reply } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { Reply, TurnContext } from '../../turn/turn';
import { answerForm, readAnswer } from './answer-form';
import type { Author, CuratedDraft, CuratedStore } from './curated';
import type { Curated } from './model';
import { PAGE_SIZE } from './queue';
import { curatedListView, curatedView } from './view';

interface Dependencies {
  readonly curated: CuratedStore;
  readonly dates: DateFormat;
}

/** `curated-<question>@<version>`: the version on which the button was shown. */
const versioned = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,120}@\d{1,6}$/)
    .transform((id) => ({
      id: id.slice(0, id.indexOf('@')),
      version: Number(id.slice(id.indexOf('@') + 1)),
    })),
});
const formRequest = versioned.extend({
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** The coordinators' own answers: list, show, edit, withdraw and restore. */
export function createCuratedCommands({ curated, dates }: Dependencies): Command[] {
  const common = { permission: 'question.review', personal: true, phrases: [] as string[] } as const;
  const show = (context: TurnContext, answer: Curated): Reply =>
    reply(context, curatedView(answer, context.language, dates));

  const change = async (
    context: TurnContext,
    { id, version }: { id: string; version: number },
    wanted: Partial<CuratedDraft> & { state?: Curated['state'] },
  ): Promise<Reply> => {
    const changed = await curated.change(id, version, wanted, author(context), context.now);
    if (changed === null)
      throw new BotError((await curated.byId(id)) === null ? 'button-too-old' : 'record-changed');
    return { ...show(context, changed), replace: true };
  };
  const turn = (name: string, state: Curated['state']): Command =>
    defineCommand({
      ...common,
      name,
      effect: 'write',
      request: versioned,
      run: (context, { id }) => change(context, id, { state }),
    });
  const form = (context: TurnContext, id: { id: string; version: number }) =>
    [{ name: 'curated.save', id: `${id.id}@${id.version}` }, context.language, context.today] as const;

  return [
    defineCommand({
      ...common,
      name: 'curated.list',
      phrases: ['egna svar', 'our answers'],
      effect: 'read',
      request: z.object({ id: z.coerce.number().int().min(0).max(10_000).catch(0) }),
      help: {
        say: { sv: 'egna svar', en: 'our answers' },
        does: { sv: 'svar som ni har skrivit själva', en: 'answers that you wrote yourselves' },
      },
      run: async (context, { id: page }) => {
        const { answers: items, total } = await curated.list(page, PAGE_SIZE);
        return reply(context, curatedListView({ items, total, page }, context.language, dates));
      },
    }),
    defineCommand({
      ...common,
      name: 'curated.open',
      effect: 'read',
      request: z.object({ id: z.string().min(1).max(150) }),
      run: async (context, { id }) => show(context, await existing(curated, id)),
    }),
    defineCommand({
      ...common,
      name: 'curated.edit',
      effect: 'read',
      opensForm: true,
      request: versioned,
      run: async (context, { id }) => {
        const answer = await existing(curated, id.id);
        const { question, text, source, reviewOn } = answer;
        const current = { id: id.id, version: answer.version };
        return reply(context, answerForm(...form(context, current), { question, text, source, reviewOn }));
      },
    }),
    defineCommand({
      ...common,
      name: 'curated.save',
      effect: 'write',
      request: formRequest,
      run: async (context, { id, values }) => {
        const read = readAnswer(values, context.language, context.today);
        if (!read.ok) return reply(context, answerForm(...form(context, id), values, read.errors));
        return change(context, id, { ...read.values, state: 'active' });
      },
    }),
    turn('curated.withdraw', 'withdrawn'),
    turn('curated.restore', 'active'),
  ];
}

async function existing(curated: CuratedStore, id: string): Promise<Curated> {
  const answer = await curated.byId(id);
  if (answer === null) throw new BotError('button-too-old');
  return answer;
}

function author({ person, place }: TurnContext): Author {
  return { id: person.id, name: person.name ?? person.id, platform: place.platform };
}

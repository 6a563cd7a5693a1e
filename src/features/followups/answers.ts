import { z } from 'zod';
import { causeOf, mayEdit } from '../../records/access';
import { loadEditable } from '../../records/commands/load';
import { setStatus } from '../../records/commands/single-flow';
import type { InitiativeStatus } from '../../records/entry';
import { type Command, defineCommand } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { Reply, TurnContext } from '../../turn/turn';
import { nextStatuses } from '../initiatives/status';
import { initiativeTexts } from '../initiatives/texts';
import { type Asked, questionsOf, readTarget } from './question';
import { type AnswerDependencies, showAnswered } from './show';
import { followUpTexts } from './texts';

export type Target = NonNullable<ReturnType<typeof readTarget>>;

/** A question's id, with the key of the message that it was pressed in. */
export const targetRequest = z.object({
  id: z
    .string()
    .max(150)
    .transform((text, context): Target => {
      const target = readTarget(text);
      if (target === undefined) {
        context.addIssue('no question of ours');
        return z.NEVER;
      }
      return target;
    }),
});

/** One press that answers. Each reads the record anew: the card may be from last year, or somebody else's. */
export function answerCommands(deps: AnswerDependencies): Command[] {
  const initiative = {
    permission: 'initiative.write',
    effect: 'write',
    phrases: [],
    request: targetRequest,
  } as const;
  const example = { ...initiative, permission: 'example.write' } as const;
  const marks = (['held', 'cancelled', 'followed-up'] as const).map((status) =>
    defineCommand({
      ...initiative,
      name: `followup.${status}`,
      run: (context, { id }) => mark(context, id, status, deps),
    }),
  );
  return [
    ...marks,
    defineCommand({
      ...initiative,
      name: 'followup.undo',
      run: (context, { id }) => undo(context, id, deps),
    }),
    defineCommand({
      ...initiative,
      name: 'followup.feedback',
      run: (context, { id }) => feedback(context, id, deps),
    }),
    defineCommand({
      ...example,
      name: 'followup.publish',
      run: (context, { id }) => publish(context, id, deps),
    }),
    defineCommand({
      ...example,
      name: 'followup.withdraw',
      run: (context, { id }) => withdraw(context, id, deps),
    }),
  ];
}

/** Whether the question that was pressed is still the record's: another day makes it another question. */
function isCurrent(asked: Asked, { id }: Target, deps: AnswerDependencies): boolean {
  return questionsOf(asked, deps.dayOf).some((question) => question.id === id);
}

/** @throws BotError `record-not-found`, `not-allowed`, `record-changed`. */
async function mark(
  context: TurnContext,
  target: Target,
  status: InitiativeStatus,
  deps: AnswerDependencies,
): Promise<Reply> {
  const { initiative } = deps;
  const t = initiativeTexts[context.language];
  const entry = await loadEditable(initiative, context, target.code);
  const asked: Asked = { kind: 'initiative', entry };
  const now = entry.status as InitiativeStatus;
  const show = (shown: Asked, lead: string): Promise<Reply> =>
    showAnswered(context, shown, target.bundle, deps, lead);
  if (now === status) return show(asked, t.already(entry.code, t.statuses[status]));
  if (!isCurrent(asked, target, deps) || !nextStatuses(now).includes(status)) {
    return show(
      asked,
      followUpTexts[context.language].whatChanged(entry.code, t.statuses[now].toLowerCase()),
    );
  }
  const saved = await setStatus(initiative, context, entry, status);
  return show({ kind: 'initiative', entry: saved }, t.marked(entry.code, t.statuses[status]));
}

/** Takes a marking back when it is the latest that happened to the record; else it shows the record as it is. */
async function undo(context: TurnContext, target: Target, deps: AnswerDependencies): Promise<Reply> {
  const { initiative } = deps;
  const entry = await loadEditable(initiative, context, target.code);
  const last = entry.history.at(-1);
  const before = last?.action === 'status' ? last.changes[0]?.from : undefined;
  const back =
    before === undefined ? entry : await setStatus(initiative, context, entry, before as InitiativeStatus);
  return showAnswered(context, { kind: 'initiative', entry: back }, target.bundle, deps);
}

/** Those invited have heard: today, unless a day has been noted before. */
async function feedback(context: TurnContext, target: Target, deps: AnswerDependencies): Promise<Reply> {
  const { initiative } = deps;
  const t = initiativeTexts[context.language];
  const entry = await loadEditable(initiative, context, target.code);
  if (entry.withdrawn || entry.content.feedbackOn !== undefined) {
    return showAnswered(context, { kind: 'initiative', entry }, target.bundle, deps, t.withdrawnFirst);
  }
  const { status, shared, administrations, content } = entry;
  const draft = { status, shared, administrations, content: { ...content, feedbackOn: context.today } };
  const saved = await initiative.repository.update(entry.code, entry.version, draft, causeOf(context));
  const day = deps.dates.day(context.today, context.language);
  return showAnswered(
    context,
    { kind: 'initiative', entry: saved },
    target.bundle,
    deps,
    t.fed(saved.code, day),
  );
}

async function publish(context: TurnContext, target: Target, deps: AnswerDependencies): Promise<Reply> {
  const { example } = deps;
  const entry = await loadEditable(example, context, target.code);
  const waits = !entry.withdrawn && entry.status === 'draft';
  const now = waits ? await setStatus(example, context, entry, example.initialStatus) : entry;
  const lead = followUpTexts[context.language].published;
  return showAnswered(
    context,
    { kind: 'example', entry: now },
    target.bundle,
    deps,
    now.withdrawn ? undefined : lead,
  );
}

async function withdraw(context: TurnContext, target: Target, deps: AnswerDependencies): Promise<Reply> {
  const { example } = deps;
  const entry = await loadEditable(example, context, target.code);
  // What has been published since is not taken away by a button that asked about a draft.
  if (entry.status !== 'draft') return showAnswered(context, { kind: 'example', entry }, target.bundle, deps);
  const now = await example.repository.setWithdrawn(entry.code, true, causeOf(context));
  return showAnswered(context, { kind: 'example', entry: now }, target.bundle, deps);
}

/** The kind that a code belongs to. @throws BotError `record-not-found` for one that nothing is asked about. */
export async function loadAsked(
  context: TurnContext,
  code: string,
  deps: AnswerDependencies,
): Promise<Asked> {
  if (code.startsWith('E'))
    return { kind: 'example', entry: await loadEditable(deps.example, context, code) };
  if (code.startsWith('A')) {
    const entry = await deps.commitments.byCode(code);
    if (entry !== undefined && mayEdit(entry, context.person, 'initiative.write'))
      return { kind: 'commitment', entry };
  }
  if (code.startsWith('D'))
    return { kind: 'initiative', entry: await loadEditable(deps.initiative, context, code) };
  throw new BotError('record-not-found');
}

import { z } from 'zod';
import { mayEdit, mayRead } from '../../records/access';
import { notice, replacing } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import { shortKey } from './bundles';
import { compose } from './compose';
import { type DueQuestion, dueQuestions, isOpenOn } from './due';
import type { Bundle, PromptState } from './model';
import { isAway } from './responsible';
import type { AnswerDependencies } from './show';
import { followUpTexts } from './texts';

/** Rows at once: each has its buttons. */
const MOST_ROWS = 6;

/** `påminnelser`: what waits for the person now, also on a day when nobody is asked. */
export function mineCommand(deps: AnswerDependencies): Command {
  return defineCommand({
    name: 'followup.mine',
    permission: 'initiative.write',
    effect: 'write',
    personal: true,
    phrases: [
      '<prompts>',
      '<show> <prompts>',
      '<prompts> <all>',
      'vad vantar',
      'vad vantar pa mig',
      'att gora',
    ],
    help: {
      say: { sv: 'påminnelser', en: 'reminders' },
      does: { sv: 'visar vad som väntar på svar från dig', en: 'shows what is waiting for your answer' },
    },
    request: z.object({}),
    run: (context) => showMine(context, deps),
  });
}

async function showMine(context: TurnContext, deps: AnswerDependencies): Promise<Reply> {
  const { person, today, now, language, place } = context;
  const t = followUpTexts[language];
  const due = await dueQuestions(deps, today, now, isOpenOn(today));
  const states = await deps.states.of(due.map(({ question }) => question.id));
  const people = await accountsOf(context, deps);
  const mine = due.filter((one) => isMine(one, states.get(one.question.id), context, people));
  // What has been put off stands last.
  const isPutOff = ({ question }: DueQuestion): boolean =>
    (states.get(question.id)?.snoozedUntil ?? '') > today;
  const ordered = [...mine.filter((one) => !isPutOff(one)), ...mine.filter(isPutOff)];
  const some = ordered.slice(0, MOST_ROWS);
  const _id = `list:${person.id}`;
  const bundle: Bundle = {
    ...{ _id, key: shortKey(_id), day: today, recipient: person.id, people, account: person.id },
    ...{ platform: place.platform, language, state: 'list', at: now },
    items: some.map(({ question }) => ({ question: question.id })),
    subjects: some.map(({ question }) => question.code),
  };
  await deps.bundles.keepList(bundle);
  const { reply } = await compose(bundle, today, deps, ordered.length - some.length);
  const settings = await deps.settings.of(person.id);
  const { awayUntil } = settings;
  const away = awayUntil !== undefined && isAway(settings, today);
  const note = away ? [notice('info', t.mineAwayNote(deps.dates.day(awayUntil, language)))] : [];
  return replacing(context, ...reply.views, ...note);
}

async function accountsOf(
  { person }: TurnContext,
  { settings }: AnswerDependencies,
): Promise<readonly string[]> {
  const known = (await settings.people()).find(({ people }) => people.includes(person.id));
  return known?.people ?? [person.id];
}

/** One's administration's, one's own where there is none, one's drafts; for coordinators what nobody has answered. */
function isMine(
  { asked, question }: DueQuestion,
  state: PromptState | undefined,
  context: TurnContext,
  people: readonly string[],
): boolean {
  const { kind, entry } = asked;
  const { person } = context;
  const write = kind === 'example' ? 'example.write' : 'initiative.write';
  if (!mayRead(entry, context, write) || !mayEdit(entry, person, write)) return false;
  if (kind === 'commitment' && person.administration === undefined) return false;
  const own = people.includes(entry.createdBy.id);
  if (question.reason === 'draft') return own;
  if (entry.administrations.length === 0 && own) return true;
  if (person.administration !== undefined && entry.administrations.includes(person.administration))
    return true;
  return person.roles.includes('coordinator') && state?.escalatedOn !== undefined;
}

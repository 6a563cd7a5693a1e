import { z } from 'zod';
import { addDays } from '../../forms/calendar-days';
import { type Command, defineCommand } from '../../turn/command';
import type { Inbound, Language, Redirect, Reply, TurnContext } from '../../turn/turn';
import type { Action } from '../../views/views';
import type { Target } from './answers';
import { compose } from './compose';
import type { Bundle } from './model';
import { readTarget } from './question';
import type { AnswerDependencies } from './show';
import { followUpTexts } from './texts';
import { type Answer, answersReason, readAnswer } from './words';

/** Words are taken for an answer this many days after the question. */
const ANSWER_DAYS = 14;

export interface UnderstandDependencies extends AnswerDependencies {
  /** What has been asked and answered in the conversation within the last quarter of an hour. */
  readonly recent: (conversation: string, now: Date) => Promise<readonly unknown[]>;
}

/**
 * Finds what words answer that call no command: the person's latest questions, in a chat of their own. "Ja" and "nej" only
 * when nothing else has been talked about since.
 * @returns undefined when they answer nothing that was asked. @throws BotError `store-away`.
 */
export async function understand(
  { person, place }: Pick<Inbound, 'person' | 'place'>,
  text: string,
  { now, today, language }: { now: Date; today: string; language: Language },
  deps: UnderstandDependencies,
): Promise<Redirect | undefined> {
  if (place.kind !== 'personal') return undefined;
  const reading = readAnswer(text, today);
  if (reading === undefined) return undefined;
  const { answer, code } = reading;
  const spoken = ENGLISH.test(text) ? 'en' : language;
  const named = code === undefined ? undefined : ofRecord(answer, code);
  const bundle = await deps.bundles.latestOf(person.id);
  if (bundle === null || bundle.day < addDays(today, -ANSWER_DAYS))
    return named && { redirect: named, language: spoken };
  const bare = answer.verb === 'yes' || answer.verb === 'no';
  if (bare && (await deps.recent(place.conversation, now)).length > 0) return undefined;
  const { open } = await compose(bundle, today, deps);
  const targets = open.flatMap(({ question }) => readTarget(question) ?? []);
  const fitting = targets.filter(
    (target) => answersReason(answer.verb, target.reason) && (code === undefined || target.code === code),
  );
  const [only] = fitting;
  if (only === undefined) return named && { redirect: named, language: spoken };
  const argument = 'said' in answer ? answer.said : undefined;
  if (fitting.length > 1 || needsChoice(answer)) {
    return { redirect: { command: 'followup.which', id: bundle.key, argument: text }, language: spoken };
  }
  return {
    redirect: { ...commandFor(answer, only, bundle), ...(argument === undefined ? {} : { argument }) },
    language: spoken,
  };
}

const ENGLISH = /^(?:yes|no|yep|it |we |the |moved|cancel|held|done|later|not now|ask)/i;

/** A record that is named needs no question: the words say what became of it. */
function ofRecord(answer: Answer, id: string): Redirect['redirect'] | undefined {
  const argument = 'said' in answer && answer.said !== '' ? { argument: answer.said } : {};
  if (id.startsWith('E')) return answer.verb === 'publish' ? { command: 'record.publish', id } : undefined;
  switch (answer.verb) {
    case 'held':
    case 'cancelled':
    case 'followed-up':
    case 'outcome':
    case 'feedback':
      return { command: `initiative.${answer.verb}`, id, ...argument };
    case 'moved':
      return { command: 'followup.moved', id, ...argument };
    case 'later':
      return { command: 'followup.snooze', id, ...argument };
    default:
      return undefined;
  }
}

const needsChoice = ({ verb }: Answer): boolean => verb === 'no' || verb === 'not-held';

const isPlanned = ({ reason }: Target): boolean => reason === 'held' || reason === 'undated';

/** The command that a button would have called. */
function commandFor(
  { verb }: Answer,
  target: Target,
  bundle: Pick<Bundle, 'key'>,
): { command: string; id: string } {
  const id = `${target.id}@${bundle.key}`;
  switch (verb) {
    case 'held':
      return { command: 'followup.held', id };
    case 'yes':
      if (target.reason === 'draft') return { command: 'followup.publish', id };
      return { command: target.reason === 'follow-up' ? 'followup.followed-up' : 'followup.held', id };
    case 'cancelled':
      return { command: 'followup.cancelled', id };
    case 'moved':
      return { command: 'followup.moved', id };
    case 'date':
      return { command: isPlanned(target) ? 'followup.moved' : 'followup.snooze', id };
    case 'followed-up':
      return { command: 'followup.followed-up', id };
    case 'feedback':
      return { command: 'followup.feedback', id };
    case 'publish':
      return { command: 'followup.publish', id };
    case 'outcome':
      return { command: 'initiative.outcome', id: target.code };
    case 'no':
    case 'not-held':
    case 'later':
      return { command: 'followup.snooze', id };
  }
}

/** Asks back which of several questions was meant, or what became of a dialogue that was not held. */
export function whichCommand(deps: AnswerDependencies): Command {
  return defineCommand({
    name: 'followup.which',
    permission: 'initiative.write',
    effect: 'read',
    personal: true,
    phrases: [],
    request: z.object({ id: z.string().regex(/^[a-f0-9]{16}$/), argument: z.string().max(300).default('') }),
    run: (context, { id, argument }) => askWhich(context, id, argument, deps),
  });
}

async function askWhich(
  context: TurnContext,
  key: string,
  text: string,
  deps: AnswerDependencies,
): Promise<Reply> {
  const { language, today, person } = context;
  const t = followUpTexts[language];
  const bundle = await deps.bundles.byKey(key);
  const reading = readAnswer(text, today);
  const mine = bundle?.people.includes(person.id) ? bundle : undefined;
  const open = mine === undefined ? [] : (await compose(mine, today, deps)).open;
  const targets = open
    .flatMap(({ question }) => readTarget(question) ?? [])
    .filter(({ code }) => reading?.code === undefined || code === reading.code)
    .filter(({ reason }) => reading === undefined || answersReason(reading.answer.verb, reason));
  const options = targets.flatMap((target): Action[] => {
    const id = `${target.id}@${key}`;
    const prefix = targets.length > 1 ? `${target.code}: ` : '';
    if (reading === undefined || needsChoice(reading.answer)) {
      return [
        { name: 'followup.move', id, label: `${prefix}${t.buttons.moved}` },
        { name: 'followup.cancelled', id, label: `${prefix}${t.buttons.cancelled}` },
        { name: 'followup.later', id, label: `${prefix}${t.buttons.later}` },
      ];
    }
    const { command } = commandFor(reading.answer, target, { key });
    const pressed =
      { 'followup.moved': 'followup.move', 'followup.snooze': 'followup.later' }[command] ?? command;
    return [{ name: pressed, id: command === 'initiative.outcome' ? target.code : id, label: target.code }];
  });
  const asks = reading !== undefined && needsChoice(reading.answer) ? t.notHeld : t.which;
  return { views: [{ kind: 'choice', text: asks, options: options.slice(0, 9) }], language };
}

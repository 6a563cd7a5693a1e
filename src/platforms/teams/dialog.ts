import type { TurnContext } from 'botbuilder';
import type { Inbound, Input, Language, Reply } from '../../turn/turn';
import type { FormView, View } from '../../views/views';
import { DeliveryError } from '../platform';
import { readPressed, type TeamsActivity } from './activity';
import { readValues } from './form-values';
import { CANCEL, deliveryKey, toInbound } from './inbound';
import { DIALOGS, type DialogName, readChosenAction, readDialogData } from './invokes';
import { CARD } from './render';
import type { RunOptions } from './run';
import { texts } from './texts';

/** What a dialog's invoke is answered with; nothing closes it. */
type Answer = { readonly task?: object };
const CLOSE: Answer = {};

/** Teams shows this much of a dialog's title. */
const TITLE_LENGTH = 60;

/**
 * A dialog is opened, or what was typed into it is sent. A form that comes back with mistakes stays open; what came of a sent
 * one is said in the chat that its button was in, or, when it was opened from somebody's message, in the dialog itself, since
 * the bot may not be in that conversation and what is logged there is nobody else's business.
 * @returns the body of the answer.
 */
export async function runDialog(
  name: DialogName,
  activity: TeamsActivity,
  context: TurnContext,
  options: RunOptions,
): Promise<Answer> {
  const asked = readAsked(name, activity);
  if (asked === 'cancel') return CLOSE;
  let answer: Answer | undefined;
  await options.bot.handle(asked, async (reply) => {
    answer = await answerTo(reply, name, context, options);
  });
  if (answer !== undefined) return answer;
  // The same delivery again: what it did the first time has been said.
  const text = texts[asked.language ?? 'sv'].alreadyReceived;
  return DIALOGS[name].step === 'send' ? CLOSE : { task: { type: 'message', value: text } };
}

function readAsked(name: DialogName, activity: TeamsActivity): Inbound | 'cancel' {
  const { step, closes } = DIALOGS[name];
  // Opening saves nothing: it may be done again, and needs no claim in the store.
  const base = { redelivers: step === 'send' };
  const inbound = (input: Input, more: Partial<Inbound>): Inbound => {
    const whole = toInbound(activity, deliveryKey(activity), input);
    const alone = step === 'open' || closes === 'dialog';
    return {
      ...whole,
      ...base,
      ...more,
      place: { ...whole.place, privateReply: alone || whole.place.privateReply },
    };
  };
  if (name === 'composeExtension/fetchTask') {
    const chosen = readChosenAction(activity.value);
    return inbound(chosen?.input ?? UNKNOWN, { link: chosen?.link });
  }
  const press = readPressed(readDialogData(activity.value));
  // A button that isn't ours, or from before its format changed, is still answered: the bot says that it is too old.
  if (press === undefined) return inbound(UNKNOWN, {});
  const { pressed, inputs } = press;
  if (pressed.name === CANCEL) return 'cancel';
  const values = readValues(inputs, pressed.fields);
  const input: Input = {
    kind: 'action',
    name: pressed.name,
    id: pressed.id,
    ...(Object.keys(values).length === 0 ? {} : { values }),
  };
  return inbound(input, { language: pressed.language });
}

const UNKNOWN: Input = { kind: 'action', name: 'teams.unknown' };

async function answerTo(
  reply: Reply,
  name: DialogName,
  context: TurnContext,
  options: RunOptions,
): Promise<Answer> {
  const { views, language } = reply;
  const form = views.find((view): view is FormView => view.kind === 'form');
  if (form !== undefined) return show(form, language, options);
  const [first] = views;
  if (first === undefined) return CLOSE;
  const said = views.flatMap((view) => (view.kind === 'notice' ? [view.text] : []));
  if (said.length === views.length) return { task: { type: 'message', value: said.join('\n\n') } };
  const { step, closes } = DIALOGS[name];
  if (step === 'open' || closes === 'dialog') return show(first, language, options);
  return (await post(views, language, context, options)) ? CLOSE : show(first, language, options);
}

/** True when the chat has it; false when the bot isn't let into it. @throws DeliveryError when another try may help. */
async function post(
  views: readonly View[],
  language: Language,
  context: TurnContext,
  { renderer }: RunOptions,
): Promise<boolean> {
  try {
    for (const view of views) await context.sendActivity(renderer.message(view, language));
    return true;
  } catch (error) {
    if (error instanceof DeliveryError && error.outcome === 'gone') return false;
    throw error;
  }
}

function show(view: View, language: Language, { renderer }: RunOptions): Answer {
  if (renderer.tooLarge(view, language)) {
    return { task: { type: 'message', value: texts[language].formTooLarge } };
  }
  const card = { contentType: CARD, content: renderer.dialog(view, language) };
  const title = titleOf(view, language).slice(0, TITLE_LENGTH);
  return { task: { type: 'continue', value: { title, width: 'medium', height: 'large', card } } };
}

function titleOf(view: View, language: Language): string {
  if (view.kind === 'form' || view.kind === 'digest') return view.title;
  if (view.kind === 'record') return view.code || view.kindLabel;
  return 'heading' in view ? view.heading : texts[language].answer;
}

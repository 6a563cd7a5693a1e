import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import type { Language, Reply } from '../../turn/turn';
import type { NoticeView, View } from '../../views/views';
import { DeliveryError } from '../platform';
import { readQuery, type TeamsActivity } from './activity';
import { runDialog } from './dialog';
import { encodeChoice } from './form-values';
import { type PressedCard, readTask } from './inbound';
import { DIALOGS, type DialogName, SEARCH } from './invokes';
import { lookUp } from './lookup';
import { CARD, type Renderer } from './render';
import { texts } from './texts';

export interface RunOptions {
  readonly bot: Bot;
  readonly renderer: Renderer;
  readonly log: Logger;
  readonly clock: () => Date;
}

/** Teams shows this many suggestions and no more. */
const MAX_SUGGESTIONS = 15;

/** What an `adaptiveCard/action` invoke is answered with; `type` says what `value` is. */
interface CardAnswer {
  readonly statusCode?: number;
  readonly type:
    | typeof CARD
    | 'application/vnd.microsoft.activity.message'
    | 'application/vnd.microsoft.error';
  readonly value: unknown;
}

/**
 * Runs one authenticated activity.
 * @throws DeliveryError when the reply didn't reach Teams and a redelivery may help.
 */
export async function runActivity(
  activity: TeamsActivity,
  context: TurnContext,
  given: RunOptions,
): Promise<void> {
  const options = fitClient(activity, given);
  if (activity.type === 'invoke' && activity.name === 'application/search')
    return suggest(activity, context, options.bot);
  if (activity.type === 'invoke' && isDialog(activity.name))
    return answerInvoke(context, 200, await runDialog(activity.name, activity, context, options));
  if (activity.type === 'invoke' && activity.name === SEARCH) {
    const found = await lookUp(activity, options);
    return found === undefined ? undefined : answerInvoke(context, 200, found);
  }
  // Anything else that is invoked isn't offered: 501, as the library answers.
  if (activity.type === 'invoke' && activity.name !== 'adaptiveCard/action') return;
  const task = readTask(activity, options.clock());
  const turn = new Turn(activity, context, options);
  if (task.kind === 'ignore') {
    options.log.debug({ reason: task.reason }, 'activity ignored');
    return turn.finish({ statusCode: 400 });
  }
  if (task.kind === 'cancel') {
    const view: NoticeView = { kind: 'notice', tone: 'info', text: texts[task.language].cancelled };
    await turn.reply({ views: [view], language: task.language, replace: true }, task.card);
    return turn.finish();
  }
  await options.bot.handle(task.inbound, (reply) => turn.reply(reply, task.card));
  await turn.finish({ language: task.inbound.language ?? 'sv' });
}

/**
 * The Agents Playground shows a button that opens a dialog, and does nothing when it is pressed. Its connector's path gives it
 * away; Teams' own never ends so.
 */
function fitClient(activity: TeamsActivity, options: RunOptions): RunOptions {
  const isPlayground = /^https?:\/\/[^/]+\/_connector\/?$/.test(activity.serviceUrl);
  return isPlayground ? { ...options, renderer: options.renderer.withoutDialogs() } : options;
}

function isDialog(name: string | null | undefined): name is DialogName {
  return name !== null && name !== undefined && Object.hasOwn(DIALOGS, name);
}

/** One activity being answered. */
class Turn {
  private answer: CardAnswer | undefined;

  constructor(
    private readonly activity: TeamsActivity,
    private readonly context: TurnContext,
    private readonly options: RunOptions,
  ) {}

  /** Sends the reply: in the pressed card's place where that was asked for, the rest as messages. */
  async reply(reply: Reply, card: PressedCard | undefined): Promise<void> {
    const [first, ...others] = reply.views;
    if (first === undefined) return;
    const replaced =
      reply.replace === true && card !== undefined && (await this.replace(first, reply.language, card));
    // Nobody has asked: the card stays as it was rather than that a message about trouble comes out of nowhere.
    if (card?.automatic === true) {
      this.answer ??= cardError(500);
      return;
    }
    for (const view of replaced ? others : reply.views) await this.post(view, reply.language);
    this.answer ??= {
      type: 'application/vnd.microsoft.activity.message',
      value: texts[reply.language].sentBelow,
    };
  }

  /** Answers the invoke, if it was one. Nothing to say means that the delivery came again. */
  async finish({
    statusCode = 200,
    language = 'sv',
  }: {
    statusCode?: number;
    language?: Language;
  } = {}): Promise<void> {
    if (this.activity.type !== 'invoke') return;
    const again = {
      type: 'application/vnd.microsoft.activity.message',
      value: texts[language].alreadyReceived,
    };
    const body = statusCode === 200 ? { statusCode, ...(this.answer ?? again) } : cardError(statusCode);
    await answerInvoke(this.context, 200, body);
  }

  /** True when the card was replaced; a form that is too large leaves the one that holds what was typed. */
  private async replace(view: View, language: Language, card: PressedCard): Promise<boolean> {
    const { renderer } = this.options;
    if (renderer.tooLarge(view, language)) return false;
    if (card.by === 'execute') {
      this.answer = { type: CARD, value: renderer.card(view, language) };
      return true;
    }
    if (card.message === undefined) return false;
    const attachments = [{ contentType: CARD, content: renderer.card(view, language) }];
    try {
      await this.context.updateActivity({
        ...reference(this.activity),
        type: ActivityTypes.Message,
        id: card.message,
        attachments,
      });
      return true;
    } catch (error) {
      // The message may have been deleted: then the reply is better said anew than not at all.
      if (error instanceof DeliveryError && error.outcome === 'gone') return false;
      throw error;
    }
  }

  private async post(view: View, language: Language): Promise<void> {
    try {
      await this.context.sendActivity(this.options.renderer.message(view, language));
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.outcome !== 'gone') throw error;
      this.options.log.warn({ code: error.code }, 'nobody is there to read the reply');
    }
  }
}

function reference(activity: TeamsActivity): Partial<Activity> {
  return {
    serviceUrl: activity.serviceUrl,
    conversation: { id: activity.conversation.id } as Activity['conversation'],
  };
}

async function suggest(activity: TeamsActivity, context: TurnContext, bot: Bot): Promise<void> {
  const query = readQuery(activity.value);
  if (query === undefined) return answerInvoke(context, 200, cardError(400));
  const found = bot.suggest(query.source, query.text, MAX_SUGGESTIONS).slice(0, MAX_SUGGESTIONS);
  const results = found.map(({ label, value, hint }) => ({
    title: hint === undefined ? label : `${label} – ${hint}`,
    value: encodeChoice(value),
  }));
  await answerInvoke(context, 200, {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results },
  });
}

function cardError(statusCode: number): CardAnswer {
  const code = statusCode < 500 ? 'BadRequest' : 'InternalServerError';
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message: '' } };
}

async function answerInvoke(context: TurnContext, status: number, body: object): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } });
}

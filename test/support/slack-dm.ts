import type { BothSides } from './both-sides';
import { BOT } from './slack-api';
import { payloads, postEvent, postInteraction } from './slack-request';

type Json = Readonly<Record<string, unknown>>;

/** A button in a message, as Slack sends it back when it is pressed. */
export interface SlackButton {
  readonly text: { readonly text: string };
  readonly action_id: string;
  readonly value: string;
}

/** A person's direct messages with the bot in Slack. */
export interface SlackDm {
  /** Writes a message, and resolves with the bot's reply. */
  say(text: string): Promise<Json>;
  /** Presses a button; what it led to is among the fake's calls. `over` replaces parts of the payload. */
  press(button: SlackButton, over?: Record<string, unknown>): Promise<void>;
  /** What the bot has posted there by itself or as a reply, as it stands now. */
  messages(): Json[];
}

/** Opens the direct messages of the user with this id, such as `U00000001`. */
export function openSlackDm(sides: BothSides, user: string): SlackDm {
  const channel = `D${user}`;
  const posted = (): Json[] =>
    sides.slack
      .of('chat.postMessage')
      .map(({ args }) => args)
      .filter((args) => [user, channel].includes(String(args.channel)));
  const until = async (count: number): Promise<Json> => {
    for (let tries = 0; tries < 400 && posted().length < count; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return posted().at(-1) ?? {};
  };
  return {
    messages: posted,
    say: async (text) => {
      const before = posted().length;
      sides.slack.hasSpoken(channel);
      await postEvent(sides.bot.url, payloads.message(text, { user, channel }));
      return until(before + 1);
    },
    press: async (button, over = {}) => {
      const pressed = payloads.press(button.action_id, button.value, {
        user: { id: user, username: user, name: user, team_id: BOT.teamId },
        channel: { id: channel, name: 'directmessage' },
        container: {
          type: 'message',
          message_ts: '1700000000.000001',
          channel_id: channel,
          is_ephemeral: false,
        },
        response_url: sides.slack.responseUrl(),
        ...over,
      });
      const answers = (): number =>
        ['response_url', 'views.open', 'chat.update'].reduce(
          (sum, method) => sum + sides.slack.of(method).length,
          0,
        );
      const before = answers() + posted().length;
      await postInteraction(sides.bot.url, pressed);
      for (let tries = 0; tries < 400 && answers() + posted().length === before; tries++)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

/** Every button of a message. */
export function slackButtons(message: unknown): SlackButton[] {
  const found: SlackButton[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    else if (typeof node === 'object' && node !== null) {
      const one = node as Record<string, unknown>;
      if (one.type === 'button') found.push(one as unknown as SlackButton);
      for (const value of Object.values(one)) visit(value);
    }
  };
  visit(message);
  return found;
}

/** The button with this label. @throws Error naming those that are there. */
export function slackButton(message: unknown, label: string): SlackButton {
  const all = slackButtons(message);
  const found = all.find(({ text }) => text.text.includes(label));
  if (found === undefined)
    throw new Error(`no button ${label} among ${all.map(({ text }) => text.text).join(', ')}`);
  return found;
}

import { type Connector, startConnector } from './connector';
import {
  type ActivityOptions,
  type Answer,
  executes,
  invokes,
  mentions,
  post,
  says,
  submits,
} from './teams-activity';

type Json = Readonly<Record<string, unknown>>;

/** A button somewhere in a card: its title and what it carries. */
export interface Button {
  readonly title: string;
  readonly data: Json;
  /** How Teams tells the bot of it, where it isn't as Action.Execute: it opens a dialog, or sends one. */
  readonly via?: 'task/fetch' | 'task/submit';
}

/** A person's chat in Teams with the bot: says something, and reads what the bot sent to the connector. */
export interface TeamsChat {
  readonly connector: Connector;
  /** The bot's messages to what is said. */
  say(text: string, more?: Json): Promise<Json[]>;
  mention(text: string, more?: Json): Promise<Json[]>;
  /**
   * Presses a button as Teams does: what the bot answers (the card that replaces the pressed one, or the dialog's card or
   * text), or else the messages that it sent.
   */
  press(button: Button, inputs?: Json): Promise<Json | Json[]>;
  /** The same button where only Action.Submit is known; the bot answers with messages. */
  submit(button: Button, inputs?: Json): Promise<Json[]>;
  /** Looks at a card that refreshes itself with this action: what it is replaced by, or why not. */
  glance(refresh: object): Promise<Json>;
  stop(): Promise<void>;
}

/** Opens a chat with the bot at `url`. Give `connector` to let several people share one. */
export async function openTeamsChat(
  url: string,
  options: Partial<ActivityOptions> & { readonly connector?: Connector } = {},
): Promise<TeamsChat> {
  const connector = options.connector ?? (await startConnector());
  const at: ActivityOptions = { ...options, serviceUrl: connector.url };
  const sent = async (act: () => Promise<Answer>): Promise<Json[]> => {
    const before = connector.messages().length;
    const { status, text } = await act();
    if (status !== 200) throw new Error(`answered ${status}: ${text}`);
    return connector.messages().slice(before);
  };
  return {
    connector,
    say: (text, more) => sent(() => post(url, says(at, text, more))),
    mention: (text, more) => sent(() => post(url, mentions(at, text, more))),
    press: async ({ data, via }, inputs = {}) => {
      let card: Json = {};
      const messages = await sent(async () => {
        const all = { ...data, ...inputs };
        const answer = await post(
          url,
          via === undefined ? executes(at, all) : invokes(at, via, { data: all }),
        );
        card = answer.json as Json;
        return answer;
      });
      return messages.length > 0 ? messages : card;
    },
    submit: ({ data }, inputs = {}) => sent(() => post(url, submits(at, { ...data, ...inputs }))),
    glance: async (refresh) => {
      const { status, json } = await post(
        url,
        invokes(at, 'adaptiveCard/action', { action: refresh, trigger: 'automatic' }),
      );
      if (status !== 200) throw new Error(`answered ${status}`);
      return json.value;
    },
    stop: () => connector.close(),
  };
}

/** All text in a message, cards included, as a person would read it. */
export function readable(message: unknown): string {
  const parts: string[] = [];
  walk(message, (node) => {
    for (const key of ['text', 'title', 'value', 'label', 'errorMessage', 'summary']) {
      const value = node[key];
      if (typeof value === 'string') parts.push(value);
    }
  });
  return parts.join('\n');
}

/** What a button named so would carry, for pressing what isn't shown. */
export function forged(name: string, id?: string): Button {
  return { title: name, data: { action: { name, ...(id === undefined ? {} : { id }), language: 'sv' } } };
}

/** Every button of a message, those within cards that open as well. */
export function buttons(message: unknown): Button[] {
  const found: Button[] = [];
  const unseen = new Set<unknown>();
  walk(message, (node) => {
    if (node.type === 'AdaptiveCard') unseen.add((node.refresh as Json | undefined)?.action);
    if (typeof node.title !== 'string' || unseen.has(node)) return;
    if (node.type === 'Action.Execute') {
      found.push({ title: node.title, data: node.data as Json });
      unseen.add(node.fallback);
    }
    if (node.type === 'Action.Submit') {
      const via = JSON.stringify(node.data).includes('"task/fetch"') ? 'task/fetch' : 'task/submit';
      found.push({ title: node.title, data: node.data as Json, via });
    }
  });
  return found;
}

/** The button with this title. @throws Error naming those that are there. */
export function button(message: unknown, title: string): Button {
  const all = buttons(message);
  const found = all.find((candidate) => candidate.title.includes(title));
  if (found === undefined)
    throw new Error(`no button ${title} among ${all.map((one) => one.title).join(', ')}`);
  return found;
}

/** Input fields of a message's card: id → what stands in it. */
export function inputs(message: unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  walk(message, (node) => {
    if (typeof node.type === 'string' && node.type.startsWith('Input.')) found[String(node.id)] = node.value;
  });
  return found;
}

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (typeof node === 'object' && node !== null) {
    visit(node as Record<string, unknown>);
    for (const value of Object.values(node)) walk(value, visit);
  }
}

import { modalSchema } from '../platforms/slack/limits-schema';
import { BOT, type FakeSlack } from './slack-api';
import { payloads, postCommand, postInteraction } from './slack-request';

type Json = Readonly<Record<string, unknown>>;

/** A modal as far as tests look; all of it has met Slack's limits. */
export interface Modal {
  readonly private_metadata: string;
  readonly submit: { readonly text: string };
  readonly blocks: readonly {
    readonly type: string;
    readonly block_id?: string;
    readonly optional?: boolean;
    readonly element?: { readonly initial_value?: string };
  }[];
}

/** How Slack takes what the bot answers when a modal is sent: close all, show errors at fields, or show another view. */
export interface SentAnswer {
  readonly response_action?: 'clear' | 'errors' | 'update';
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: Modal;
}

/** What is typed or chosen in a field, as Slack sends it. */
export const text = (value: string): Json => ({ value: { type: 'plain_text_input', value } });
export const one = (value: string): Json => ({
  value: { type: 'static_select', selected_option: { value } },
});

/** Someone in Slack who gives commands, presses buttons and sends modals. */
export interface SlackUser {
  /** Says `/cnatet <words>`; the answer as Slack gets it. */
  command(words: string): Promise<string>;
  /** Says it, and resolves with the modal that opens. @throws ZodError when Slack would refuse it. */
  open(words: string): Promise<Modal>;
  /** Presses a button that carries this action and id; what it led to is among the fake's calls. */
  press(action: string, id?: string): Promise<void>;
  /** Presses it, and resolves with the modal that opens. */
  openBy(action: string, id?: string): Promise<Modal>;
  send(modal: Modal, values: Json): Promise<SentAnswer>;
}

/** Resolves when it holds. @throws Error after two seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !holds(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  if (!holds()) throw new Error('what was waited for did not come');
}

/** The user with this id at the bot at `url`, in the workspace of the fake. */
export function openSlackUser(url: string, slack: FakeSlack, id = 'U00000001'): SlackUser {
  const user = { id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: BOT.teamId };
  const modals = () => [...slack.of('views.open'), ...slack.of('views.push'), ...slack.of('views.update')];
  const latest = (): Modal => modalSchema.parse(modals().at(-1)?.args.view) as unknown as Modal;
  const command = async (words: string): Promise<string> => {
    const fields = payloads.command(words, { user_id: id, response_url: slack.responseUrl() });
    return (await postCommand(url, fields)).text();
  };
  const pressed = async (action: string, about?: string): Promise<void> => {
    const value = JSON.stringify({ i: about, l: 'sv' });
    const over = { user, response_url: slack.responseUrl() };
    await postInteraction(url, payloads.press(`${action}~0`, value, over));
  };
  return {
    command,
    open: async (words) => {
      await command(words);
      return latest();
    },
    press: async (action, about) => {
      const answers = () => [...modals(), ...slack.of('response_url'), ...slack.of('chat.postMessage')];
      const before = answers().length;
      await pressed(action, about);
      await until(() => answers().length > before);
    },
    openBy: async (action, about) => {
      const before = modals().length;
      await pressed(action, about);
      await until(() => modals().length > before);
      return latest();
    },
    send: async (modal, values) => {
      const submission = payloads.submission(modal.private_metadata, values, { user });
      const body = await (await postInteraction(url, submission)).text();
      const answer = (body === '' ? {} : JSON.parse(body)) as SentAnswer;
      return answer.view === undefined
        ? answer
        : { ...answer, view: modalSchema.parse(answer.view) as unknown as Modal };
    },
  };
}

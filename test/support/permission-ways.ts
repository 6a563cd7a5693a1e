import type { Command } from '../../src/turn/command';
import { spellings } from '../../src/turn/router';
import type { Role } from '../../src/turn/turn';
import type { TestApp } from './app';
import type { BothSides } from './both-sides';
import { payloads, postCommand, postInteraction } from './slack-request';
import { forged, readable, type TeamsChat } from './teams-chat';

/** What is asked of a command: the id on its button and the values of its form. */
export interface Sample {
  readonly id?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** Asks for a command as one who holds the role; resolves with everything that could be read afterwards. */
export type Ask = (role: Role, command: Command, sample: Sample) => Promise<string>;

export interface Way {
  readonly name: string;
  readonly ask: Ask;
  /** A button carries no values, and words no more than an argument: a command that needs some can't be made content. */
  readonly carriesValues: boolean;
  readonly applies: (command: Command) => boolean;
}

const SLACK_USERS: Readonly<Record<Role, string>> = {
  guest: 'U0000GUEST',
  representative: 'U00000REPR',
  deputy: 'U00000DEPU',
  council: 'U00000COUN',
  coordinator: 'U00000COOR',
};

export const personOn = {
  teams: (role: Role): string => `teams:aad-${role}`,
  slack: (role: Role): string => `slack:${SLACK_USERS[role]}`,
};

/** What a person says to call the command by its first phrase. */
export function wordsFor(command: Command): string {
  return (spellings(command)[0] ?? '').replace('…', 'något att prova med');
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when nothing that goes on after an answer, such as a start page made anew, says anything more. */
export async function quiet({ logs }: TestApp): Promise<void> {
  for (let before = -1; before !== logs.length; await pause(8)) before = logs.length;
}

const always = (): boolean => true;
const spoken = ({ phrases }: Command): boolean => phrases.length > 0;

/** Every way in which a command can be asked for on the two platforms. */
export async function openWays(sides: BothSides): Promise<Way[]> {
  const chats = new Map<Role, TeamsChat>();
  const chat = async (role: Role): Promise<TeamsChat> => {
    const known = chats.get(role) ?? (await sides.chat(role));
    chats.set(role, known);
    return known;
  };
  const button = ({ name }: Command, { id }: Sample) => forged(name, id);
  return [
    {
      name: 'Teams, Execute',
      carriesValues: true,
      applies: always,
      ask: async (role, command, sample) =>
        readable(await (await chat(role)).press(button(command, sample), sample.values)),
    },
    {
      name: 'Teams, Submit',
      carriesValues: true,
      applies: always,
      ask: async (role, command, sample) => {
        const { connector, submit } = await chat(role);
        const before = connector.calls.length;
        await submit(button(command, sample), sample.values);
        // An answer may take the place of the card, which is a call but no new message.
        return readable(connector.calls.slice(before).map(({ body }) => body));
      },
    },
    {
      name: 'Teams, words',
      carriesValues: false,
      applies: spoken,
      ask: async (role, command) => readable(await (await chat(role)).say(wordsFor(command))),
    },
    ...slackWays(sides),
  ];
}

function slackWays({ bot, slack }: BothSides): Way[] {
  /** Slack is answered first and the turn ends afterwards; then all is said in the answer and in the calls. */
  const hear = async (
    input: 'action' | 'words',
    command: Command,
    send: () => Promise<Response>,
  ): Promise<string> => {
    const isHome = command.name === 'home.show';
    if (isHome) await quiet(bot);
    const calls = slack.calls.length;
    const ended = bot.logged(
      (line) =>
        line.includes('"turn done"') &&
        line.includes(`"input":"${input}"`) &&
        // After a change the start page is made anew, in a turn of its own by words.
        (isHome || !line.includes('"views":["home"]')),
    );
    const [answer] = await Promise.all([send().then((response) => response.text()), ended]);
    const called = slack.calls.slice(calls).map(({ args }) => JSON.stringify(args));
    return [answer, ...called].join('\n');
  };
  const who = (role: Role): object => ({ id: SLACK_USERS[role], username: role, name: role });
  const press = (role: Role, command: Command, { id }: Sample): Promise<string> => {
    const pressed = payloads.press(`${command.name}~0`, JSON.stringify({ i: id, l: 'sv' }), {
      user: who(role),
    });
    return hear('action', command, () => postInteraction(bot.url, pressed));
  };
  const submit = (role: Role, command: Command, { id, values = {} }: Sample): Promise<string> => {
    const place = { channel: 'D00000001', kind: 'personal', at: bot.now().getTime() };
    const metadata = JSON.stringify({ action: command.name, id, language: 'sv', place });
    const state = Object.fromEntries(
      Object.entries(values).map(([field, value]) => [field, { value: { type: 'plain_text_input', value } }]),
    );
    const sent = payloads.submission(metadata, state, { user: who(role) });
    return hear('action', command, () => postInteraction(bot.url, sent));
  };
  const say = (role: Role, command: Command): Promise<string> => {
    const said = payloads.command(wordsFor(command), { user_id: SLACK_USERS[role], user_name: role });
    return hear('words', command, () => postCommand(bot.url, said));
  };
  return [
    { name: 'Slack, button', carriesValues: false, applies: always, ask: press },
    { name: 'Slack, sent form', carriesValues: true, applies: always, ask: submit },
    { name: 'Slack, slash command', carriesValues: false, applies: spoken, ask: say },
  ];
}

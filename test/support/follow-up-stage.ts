import { type BothSides, SOCIAL, startBothSides } from './both-sides';
import type { ConnectorCall } from './connector';
import { buttons, readable, type TeamsChat } from './teams-chat';

/** As it is read: Markdown's own marks are escaped on the way. */
export const plain = (message: unknown): string => readable(message).replace(/\\/g, '');

const COLLECTIONS = [
  'members',
  'initiatives',
  'examples',
  'counters',
  'prompts',
  'prompt-bundles',
  'settings',
  'deliveries',
];

/** What came to a person by itself since the connector was cleared; a digest has no such button. */
export const prompts = (chat: TeamsChat) =>
  chat.connector
    .messages()
    .filter((message) => buttons(message).some(({ title }) => title === 'Inga fler påminnelser'));

export const updates = (chat: TeamsChat): ConnectorCall[] =>
  chat.connector.calls.filter(({ method }) => method === 'PUT');

/** Anna represents an administration, Dan is her deputy, Sara the coordinator. */
export interface FollowUpStage {
  readonly sides: BothSides;
  readonly anna: TeamsChat;
  readonly dan: TeamsChat;
  readonly sara: TeamsChat;
  collection(name: string): ReturnType<BothSides['bot']['app']['store']['connection']['collection']>;
  initiative(code?: string): Promise<Record<string, unknown> | null>;
  /** Sets the clock and lets every chore run; twice, as several processes would. */
  at(instant: string): Promise<void>;
  clear(): void;
  /** Monday 9 March 2026, and one dialogue planned for the Thursday. */
  reset(): Promise<void>;
}

async function openFollowUpStage(): Promise<FollowUpStage> {
  const sides = await startBothSides();
  const [anna, dan, sara] = [await sides.chat('anna'), await sides.chat('dan'), await sides.chat('sara')];
  const collection: FollowUpStage['collection'] = (name) => sides.bot.app.store.connection.collection(name);
  const clear = (): void => {
    for (const chat of [anna, dan, sara]) chat.connector.clear();
  };
  return {
    ...{ sides, anna, dan, sara, collection, clear },
    initiative: (code = 'D-2026-001') => collection('initiatives').findOne({ code }),
    at: async (instant) => {
      sides.bot.setNow(instant);
      await sides.bot.app.sweep();
      await sides.bot.app.sweep();
    },
    reset: async () => {
      for (const name of COLLECTIONS) await collection(name).deleteMany({});
      await collection('contacts').updateMany({}, { $unset: { goneAt: 1 } });
      sides.bot.setNow('2026-03-09T10:00:00+01:00');
      await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
      await sides.appoint('teams:aad-dan', 'deputy', SOCIAL);
      for (const chat of [anna, dan, sara]) await chat.say('hej');
      await anna.say('dialog: Nya öppettider | RFSL | 12 mars');
      clear();
    },
  };
}

/** The stage of the tests in this file: opened once, and set anew before each. */
export function useFollowUpStage(): FollowUpStage {
  let opened: FollowUpStage | undefined;
  before(async () => {
    opened = await openFollowUpStage();
  });
  after(() => opened?.sides.stop());
  beforeEach(() => opened?.reset());
  return new Proxy({} as FollowUpStage, {
    get: (_target, name) => {
      if (opened === undefined) throw new Error('the stage is used before it has been opened');
      return Reflect.get(opened, name);
    },
  });
}

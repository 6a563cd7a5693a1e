import { createMemberModel, type MemberRole } from '../../src/features/members/model';
import { startTestApp, type TestApp } from './app';
import { BOT, type FakeSlack, startFakeSlack } from './slack-api';
import { SIGNING_SECRET } from './slack-request';
import { openTeamsChat, type TeamsChat } from './teams-chat';

export const CULTURE = 'kultur-och-fritidsforvaltningen';
export const SOCIAL = 'socialforvaltningen';

/** The whole bot with Teams and a fake Slack before it. */
export interface BothSides {
  readonly bot: TestApp;
  readonly slack: FakeSlack;
  /** Puts someone in the register of members. */
  appoint(person: string, role: MemberRole, administration?: string): Promise<void>;
  /** A personal chat in Teams with `teams:aad-<user>`. */
  chat(user: string): Promise<TeamsChat>;
  stop(): Promise<void>;
}

/** Starts it with one coordinator, `teams:aad-sara`, so that nobody else may do more than they are appointed to. */
export async function startBothSides(
  now?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<BothSides> {
  const slack = await startFakeSlack();
  const env = {
    COORDINATORS: 'teams:aad-sara',
    SLACK_BOT_TOKEN: BOT.token,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    ...more,
  };
  const bot = await startTestApp({ env, ...(now === undefined ? {} : { now }) });
  const chats: TeamsChat[] = [];
  return {
    bot,
    slack,
    appoint: async (person, role, administration) => {
      const member = { people: [person], name: person, role, active: true, since: bot.now() };
      const { connection } = bot.app.store;
      const members = connection.models.member ?? createMemberModel(connection);
      await members.create({ ...member, ...(administration === undefined ? {} : { administration }) });
    },
    chat: async (user) => {
      const chat = await openTeamsChat(bot.url, { user });
      chats.push(chat);
      return chat;
    },
    stop: async () => {
      for (const chat of chats) await chat.stop();
      await bot.stop();
      await slack.stop();
    },
  };
}

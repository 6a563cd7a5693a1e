import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Config } from '../../config';
import type { Outbox } from '../../delivery/outbox';
import type { NewsSource } from '../../delivery/teller';
import type { DateFormat } from '../../forms/date-format';
import type { Logger } from '../../log';
import type { Catalog, Names } from '../../records/catalog';
import type { RecordRepositories } from '../../records/repositories';
import type { Bot } from '../../turn/bot';
import type { Feature } from '../../turn/command';
import { createMembersFeature } from '.';
import { type Contacts, createContacts } from './contacts';
import { createMemberModel } from './model';
import { membersData } from './personal-data';
import { createRegister, type Register } from './register';
import { createRoleResolver, type RoleResolver } from './roles';
import { appointmentSource, tellAppointed } from './tell';

interface MembersOptions {
  readonly connection: Connection;
  readonly config: Pick<Config, 'coordinators' | 'trial' | 'timezone'>;
  readonly catalog: Catalog;
  readonly names: Names;
  readonly dates: DateFormat;
  readonly newKey: () => string;
  readonly initiatives: RecordRepositories['initiatives'];
  readonly outbox: Outbox;
  readonly nudge: () => void;
}

export interface Members {
  readonly feature: Feature;
  readonly roles: RoleResolver;
  readonly contacts: Contacts;
  readonly register: Register;
  /** Roles of those who could not be told at once. */
  readonly news: NewsSource;
}

/** The register of members with its commands, and the roles that follow from it. */
export function assembleMembers(options: MembersOptions): Members {
  const { connection, config, nudge } = options;
  const { coordinators, trial, timezone } = config;
  const members = createMemberModel(connection);
  const contacts = createContacts(connection);
  const register = createRegister({ members, contacts, configured: trial || coordinators.length > 0 });
  const telling = { ...options, members, contacts };
  const feature = createMembersFeature({
    ...options,
    coordinators,
    timezone,
    contacts,
    register,
    pick: randomInt,
    tell: async (member, now) => {
      const told = await tellAppointed(telling, member, now);
      nudge();
      return told;
    },
  });
  return {
    feature: { ...feature, personalData: membersData({ contacts, members, names: options.names }) },
    roles: createRoleResolver({ members, coordinators, trial }),
    contacts,
    register,
    news: appointmentSource(telling),
  };
}

/** Notes who talks to the bot, and in which channel, before each turn; a turn doesn't fail because that did. */
export function notingContacts(
  bot: Bot,
  contacts: Pick<Contacts, 'remember'>,
  channels: Pick<Contacts, 'remember'>,
  clock: () => Date,
  log: Logger,
): Bot {
  return {
    ...bot,
    handle: async (inbound, respond) => {
      const language = inbound.language ?? 'sv';
      for (const place of [contacts, channels]) {
        await place.remember(inbound, language, clock()).catch((error: unknown) => {
          log.warn({ err: error }, 'contact not noted');
        });
      }
      await bot.handle(inbound, respond);
    },
  };
}

import mongoose, { type Connection } from 'mongoose';
import { createOutbox } from '../../src/delivery/outbox';
import { assembleDigest } from '../../src/features/digest/assemble';
import { createExamplesFeature } from '../../src/features/examples';
import { exampleKind } from '../../src/features/examples/kind';
import { createHelpFeature } from '../../src/features/help';
import { createHomeFeature } from '../../src/features/home';
import { createInitiativesFeature } from '../../src/features/initiatives';
import { initiativeKind } from '../../src/features/initiatives/kind';
import { createDateFormat } from '../../src/forms/date-format';
import { createLogger } from '../../src/log';
import { createNames } from '../../src/records/catalog';
import { createRecordsFeature } from '../../src/records/feature';
import { type AllRepositories, createRepositories } from '../../src/records/repositories';
import { createIndexes } from '../../src/storage/connection';
import type { SlowPath } from '../../src/storage/embedded';
import type { Feature } from '../../src/turn/command';
import { createLedger } from '../../src/turn/ledger';
import { createBot } from '../../src/turn/run-turn';
import type { FormValues, Input, PersonId, PlatformName, Reply, Role } from '../../src/turn/turn';
import type { FormView, ListView, NoticeView, RecordView, View } from '../../src/views/views';
import { withStore } from '../storage/with-store';
import { catalog, milestones } from './catalog';

export const TIMEZONE = 'Europe/Stockholm';
const NOW = '2026-03-10T09:00:00Z';

interface Known {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly administration?: string;
}

/** Who the tests speak as; anyone else is a guest. */
export const people: Readonly<Record<PersonId, Known>> = {
  'teams:anna': { name: 'Anna Ek', roles: ['representative'], administration: 'culture' },
  'teams:dan': { name: 'Dan Deputy', roles: ['deputy'], administration: 'culture' },
  'teams:sara': { name: 'Sara Sol', roles: ['representative'], administration: 'social' },
  'teams:cora': { name: 'Cora Coordinator', roles: ['coordinator'] },
  'slack:ulf': { name: 'Ulf Union', roles: ['council'] },
  'teams:ulla': { name: 'Ulla Union', roles: ['council'] },
  'slack:rea': { name: 'Rea Rep', roles: ['representative'], administration: 'technical' },
};

export interface Saying {
  /** The same key is the same delivery. */
  readonly key?: string;
  readonly kind?: 'personal' | 'channel';
}

export interface Records {
  readonly connection: Connection;
  readonly repositories: AllRepositories;
  /** Queries that no index narrowed; only the embedded store tells. */
  readonly slow: SlowPath[];
  /** Sets the clock; it stands still until set again. */
  at(instant: string): void;
  roles(person: PersonId, known: Known): void;
  say(person: PersonId, text: string, options?: Saying): Promise<Reply>;
  press(person: PersonId, name: string, id?: string, values?: FormValues): Promise<Reply>;
  /** Drops what has been recorded, but not the indexes. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** The records' features behind the real router, permissions and ledger, on a real store, with a clock that is set. */
export async function startRecords(): Promise<Records> {
  const slow: SlowPath[] = [];
  const store = await withStore({ onSlowPath: (path) => slow.push(path) });
  const connection = await mongoose
    .createConnection(store.uri, {
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: 1_000,
    })
    .asPromise();
  const repositories = createRepositories(connection, catalog, TIMEZONE);
  const known = new Map(Object.entries(people));
  let now = new Date(NOW);
  let keys = 0;
  const bot = createBot({
    features: features(connection, repositories, () => `form-key-${++keys}`),
    fallback: 'help.show',
    welcome: 'help.welcome',
    ledger: createLedger(connection),
    resolveRoles: async (person) => known.get(person) ?? { roles: ['guest'] },
    clock: () => now,
    timezone: TIMEZONE,
    log: createLogger('silent'),
    suggest: () => [],
  });
  await createIndexes(connection, createLogger('silent'));

  const send = async (
    person: PersonId,
    input: Input,
    { key, kind = 'personal' }: Saying = {},
  ): Promise<Reply> => {
    const platform = person.split(':')[0] as PlatformName;
    const replies: Reply[] = [];
    const inbound = {
      key: key ?? `delivery-${++keys}`,
      // A delivery that comes again must reach the command, as it does when the first one's process has died.
      redelivers: false,
      person: { id: person, name: known.get(person)?.name },
      place: {
        platform,
        conversation: `${platform}:c`,
        kind,
        privateReply: kind === 'personal',
        address: {},
      },
      input,
    };
    await bot.handle(inbound, async (reply) => {
      replies.push(reply);
    });
    const [reply] = replies;
    if (reply === undefined || replies.length > 1) throw new Error(`${replies.length} replies`);
    return reply;
  };

  return {
    connection,
    repositories,
    slow,
    at: (instant) => {
      now = new Date(instant);
    },
    roles: (person, as) => void known.set(person, as),
    say: (person, text, options) => send(person, { kind: 'words', text }, options),
    press: (person, name, id, values) => send(person, { kind: 'action', name, id, values }),
    clear: async () => {
      for (const model of Object.values(connection.models)) await model.deleteMany({});
    },
    stop: async () => {
      await connection.close();
      await store.stop();
      if (slow.length > 0) throw new Error(`no index narrows: ${JSON.stringify(slow)}`);
    },
  };
}

/**
 * One for all tests of a `describe`, emptied before each of them, with the clock put back. It is there from `before` on.
 */
export function useRecords(): Records {
  let started: Records | undefined;
  before(async () => {
    started = await startRecords();
  });
  after(() => started?.stop());
  beforeEach(async () => {
    await started?.clear();
    started?.at(NOW);
  });
  return new Proxy({} as Records, {
    get: (_target, name) => {
      if (started === undefined) throw new Error('records are used before they have been started');
      return Reflect.get(started, name);
    },
  });
}

function features(connection: Connection, repositories: AllRepositories, newKey: () => string): Feature[] {
  const names = createNames(catalog);
  const dates = createDateFormat(TIMEZONE);
  const shared = { catalog, names, dates, newKey };
  const examples = createExamplesFeature({ ...shared, repository: repositories.examples });
  const initiatives = createInitiativesFeature({ ...shared, repository: repositories.initiatives });
  const all: Feature[] = [
    examples,
    initiatives,
    createRecordsFeature([examples.actions, initiatives.actions]),
    assembleDigest({
      ...{ ...shared, records: repositories, milestones, timezone: TIMEZONE, connection },
      config: { digestApproval: 'one' },
      audit: { note: async () => {} },
      outbox: createOutbox({
        connection,
        senders: () => [],
        log: createLogger('silent'),
        clock: () => new Date(),
      }),
      settings: {
        digestRecipients: async () => [],
        people: async () => [],
        reaches: async () => [],
        personal: async () => undefined,
      },
      contacts: { identities: async (id) => [id] },
      nudge: () => undefined,
    }).feature,
    createHomeFeature({
      ...shared,
      records: repositories,
      example: exampleKind({ ...shared, repository: repositories.examples }),
      initiative: initiativeKind({ ...shared, repository: repositories.initiatives }),
    }),
    createHelpFeature(() => all),
  ];
  return all;
}

type Kinds = { [K in View['kind']]: Extract<View, { kind: K }> };

/** The reply's only view of a kind; fails when there is none. */
export function only<K extends View['kind']>(reply: Reply, kind: K): Kinds[K] {
  const found = reply.views.filter((view): view is Kinds[K] => view.kind === kind);
  const [view] = found;
  if (view === undefined || found.length > 1) {
    throw new Error(`expected one ${kind}, got ${JSON.stringify(reply.views).slice(0, 500)}`);
  }
  return view;
}

export const form = (reply: Reply): FormView => only(reply, 'form');
export const record = (reply: Reply): RecordView => only(reply, 'record');
export const list = (reply: Reply): ListView => only(reply, 'list');
export const notice = (reply: Reply): NoticeView => only(reply, 'notice');

/** What a form holds, as a platform would send it back. */
export function valuesOf(view: FormView): FormValues {
  return Object.fromEntries(
    view.fields.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value] as const])),
  );
}

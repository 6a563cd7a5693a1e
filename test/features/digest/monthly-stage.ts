import mongoose, { type Connection } from 'mongoose';
import { createAudit } from '../../../src/audit/audit';
import { createAuditModel } from '../../../src/audit/model';
import { firstWorkingDayOfMonth, isQuiet } from '../../../src/calendar/working-days';
import { createOutbox } from '../../../src/delivery/outbox';
import { createEditor, type Editor } from '../../../src/features/digest/editor';
import { createIssueModel } from '../../../src/features/digest/issue';
import { createIssueStore, type IssueStore } from '../../../src/features/digest/issue-store';
import { type MonthlyDependencies, runMonthly } from '../../../src/features/digest/monthly';
import { createSending, type Sending } from '../../../src/features/digest/send';
import type { Recipient } from '../../../src/features/settings/settings';
import { createDateFormat } from '../../../src/forms/date-format';
import { createLogger } from '../../../src/log';
import { createNames } from '../../../src/records/catalog';
import { createRepositories } from '../../../src/records/repositories';
import { createIndexes } from '../../../src/storage/connection';
import { catalog, milestones } from '../../records/catalog';
import { type TestStore, withStore } from '../../storage/with-store';

export const TIMEZONE = 'Europe/Stockholm';
export const calendar = { firstWorkingDayOfMonth, isQuiet };
export const RECIPIENTS = 7;

export const recipients: Recipient[] = Array.from({ length: RECIPIENTS }, (_, i) => ({
  kind: 'channel',
  recipient: `slack:C${i}`,
  platform: 'slack',
  address: { channel: `C${i}` },
  language: 'sv',
}));
const coordinator = {
  recipient: 'teams:sara',
  people: ['teams:sara'],
  name: 'Sara',
  roles: ['coordinator'] as const,
};

/** A process that dies after so many steps: each call of the store or the outbox is one, and nothing runs after the last. */
class Mortal {
  constructor(private steps: number) {}
  wrap<T extends object>(parts: T): T {
    return new Proxy(parts, {
      get: (target, name) => {
        const part = Reflect.get(target, name);
        if (typeof part !== 'function') return part;
        return async (...given: unknown[]) => {
          if (this.steps-- <= 0) throw new Error('killed before');
          const result = await part.apply(target, given);
          if (this.steps-- <= 0) throw new Error('killed after');
          return result;
        };
      },
    });
  }
}

/** One process's parts; it dies after so many steps where it is told to. */
export interface Parts {
  readonly issues: IssueStore;
  readonly editor: Editor;
  readonly sending: Sending;
  readonly monthly: MonthlyDependencies;
  run(instant: string): Promise<void>;
}

/** The monthly sending on a store of its own, emptied before each test. Every call of `parts` is another process. */
export interface MonthlyStage {
  readonly now: { at: Date };
  readonly connection: Connection;
  parts(options?: { readonly approval?: boolean; readonly dies?: number }): Parts;
  /** Batch and recipient of each digest that was queued, sorted. */
  sent(): Promise<string[]>;
  /** The batches of those. */
  months(): Promise<string[]>;
}

export function useMonthlyStage(): MonthlyStage {
  let store: TestStore;
  let connection: Connection;
  const now = { at: new Date(0) };

  before(async () => {
    store = await withStore();
    connection = await mongoose
      .createConnection(store.uri, { bufferCommands: false, autoIndex: false, autoCreate: false })
      .asPromise();
    createRepositories(connection, catalog, TIMEZONE);
    parts();
    await createIndexes(connection, createLogger('silent'));
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });
  beforeEach(async () => {
    await connection.collection('digests').deleteMany({});
    await connection.collection('deliveries').deleteMany({});
    await connection.collection('audit').deleteMany({});
  });

  function parts({ approval = false, dies = Number.POSITIVE_INFINITY } = {}): Parts {
    // Each is a process of its own: models belong to the connection, the rest is made anew.
    const mortal = new Mortal(dies);
    const issues = mortal.wrap(
      createIssueStore((connection.models.digest as never) ?? createIssueModel(connection)),
    );
    const outbox = mortal.wrap(
      createOutbox({ connection, senders: () => [], log: createLogger('silent'), clock: () => now.at }),
    );
    const audit = mortal.wrap(
      createAudit((connection.models.audit as never) ?? createAuditModel(connection)),
    );
    const shared = {
      ...{
        audit,
        issues,
        outbox,
        approval,
        calendar,
        catalog,
        milestones,
        timezone: TIMEZONE,
        nudge: () => undefined,
      },
      ...{ names: createNames(catalog), dates: createDateFormat(TIMEZONE), records },
      settings: {
        digestRecipients: async () => recipients,
        people: async () => [coordinator],
        reaches: async () => [{ id: 'teams:sara', platform: 'teams', address: {}, language: 'sv' } as const],
      },
    };
    const editor = createEditor(shared);
    const sending = createSending(shared);
    const monthly = { ...shared, editor, sending };
    return {
      ...{ issues, editor, sending, monthly },
      run: async (instant) => {
        now.at = new Date(instant);
        await runMonthly(monthly, now.at);
      },
    };
  }
  const nothing = { find: async () => ({ entries: [], page: 1, more: false }), count: async () => 0 };
  const none = { ...nothing, coverage: async () => ({ administrations: [], principles: [] }) } as never;
  const records = { examples: none, initiatives: none, matters: nothing };

  const sent = async (): Promise<string[]> =>
    (await connection.collection('deliveries').find({ kind: 'digest' }).toArray())
      .map(({ batch, recipient }) => `${batch} ${recipient}`)
      .sort();
  const months = async (): Promise<string[]> => [
    ...new Set((await sent()).map((one) => one.split(' ')[0] ?? '')),
  ];

  return {
    now,
    parts,
    sent,
    months,
    get connection() {
      return connection;
    },
  };
}

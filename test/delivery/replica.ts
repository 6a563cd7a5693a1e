import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';
import { createOutbox } from '../../src/delivery/outbox';
import { createIssueModel } from '../../src/features/digest/issue';
import { createIssueStore } from '../../src/features/digest/issue-store';
import { createSending } from '../../src/features/digest/send';
import type { Recipient } from '../../src/features/settings/settings';
import { createDateFormat } from '../../src/forms/date-format';
import { createLogger } from '../../src/log';
import { createIndexes } from '../../src/storage/connection';
import { startEmbeddedStore } from '../../src/storage/embedded';
import { platforms, teamsAddress } from './world';

const TIMEZONE = 'Europe/Stockholm';

/**
 * A replica as a process of its own, for tests that kill it: it carries on with the digest that has been begun, and sweeps,
 * without end. With STORE_DIR it has the store itself.
 */
async function main(): Promise<void> {
  const { STORE_DIR, STORE_URI = '', CONNECTOR = '', SLACK = '', TEAMS, SLACKS } = process.env;
  const store = STORE_DIR === undefined ? undefined : await startEmbeddedStore({ dir: STORE_DIR });
  const connection = await mongoose
    .createConnection(store?.uri ?? STORE_URI, { autoIndex: false, autoCreate: false })
    .asPromise();
  const senders = platforms({ url: CONNECTOR }, { apiUrl: SLACK });
  const outbox = createOutbox({
    connection,
    senders: () => senders,
    log: createLogger('silent'),
    clock: () => new Date(),
    // Longer than a call may take, and short enough for a test.
    leaseMs: 3_000,
    checkAfterMs: 500,
  });
  const sending = createSending({
    ...{
      outbox,
      approval: false,
      timezone: TIMEZONE,
      dates: createDateFormat(TIMEZONE),
      nudge: () => undefined,
    },
    issues: createIssueStore(createIssueModel(connection)),
    settings: { digestRecipients: async () => recipients({ url: CONNECTOR }, Number(TEAMS), Number(SLACKS)) },
  });
  await createIndexes(connection, createLogger('silent'));
  process.once('disconnect', () => process.exit(0));
  process.send?.('ready');
  for (;;) {
    await sending.carryOn(new Date()).catch(() => undefined);
    await outbox.sweep().catch(() => undefined);
    if (await isOver(connection).catch(() => false)) process.send?.('over');
    await sleep(100);
  }
}

/** Everybody has been queued, and nothing of it is still to be done. */
async function isOver(connection: Connection): Promise<boolean> {
  const open = { state: { $in: ['queued', 'claimed', 'sending'] } };
  if ((await connection.collection('digests').countDocuments({ state: 'sent' })) === 0) return false;
  return (await connection.collection('deliveries').countDocuments(open)) === 0;
}

/** The same people in every replica. */
function recipients(connector: { readonly url: string }, teams: number, slacks: number): Recipient[] {
  const person = (platform: 'teams' | 'slack', id: string, address: Record<string, unknown>): Recipient => ({
    ...{ kind: 'channel', recipient: `${platform}:${id}`, platform, address, language: 'sv' },
  });
  return [
    ...Array.from({ length: teams }, (_, i) => person('teams', `t${i}`, teamsAddress(connector, `t${i}`))),
    ...Array.from({ length: slacks }, (_, i) => person('slack', `U${i}`, { channel: `U${i}` })),
  ];
}

void main();

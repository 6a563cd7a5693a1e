import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { createOutbox, type Outbox } from '../../../src/delivery/outbox';
import { exampleKind } from '../../../src/features/examples/kind';
import { createFollowUps } from '../../../src/features/followups';
import { initiativeKind } from '../../../src/features/initiatives/kind';
import { createContacts } from '../../../src/features/members/contacts';
import { createMemberModel } from '../../../src/features/members/model';
import { createRegister } from '../../../src/features/members/register';
import { createSettingsModels } from '../../../src/features/settings/model';
import { createSettings } from '../../../src/features/settings/settings';
import { createDateFormat } from '../../../src/forms/date-format';
import { createLogger } from '../../../src/log';
import { createNames } from '../../../src/records/catalog';
import { createRepositories } from '../../../src/records/repositories';
import { catalog } from '../../records/catalog';
import { TIMEZONE } from '../../records/harness';
import { type BothSides, SOCIAL, startBothSides } from '../../support/both-sides';
import { buttons, readable, type TeamsChat } from '../../support/teams-chat';

/** Another process on the same store, whose steps can be made its last. */
function replica(connection: Connection, die: (step: string) => void) {
  const log = createLogger('silent');
  const names = createNames(catalog);
  const parts = { names, dates: createDateFormat(TIMEZONE), newKey: () => '0123456789', catalog };
  const records = createRepositories(connection, catalog, TIMEZONE);
  const contacts = createContacts(connection);
  const members = createMemberModel(connection);
  const { choices } = createSettingsModels(connection);
  const settings = createSettings({
    ...{ choices, contacts, coordinators: [] },
    channels: { chosen: async () => [] },
    register: createRegister({ members, contacts, configured: true }),
  });
  const real = createOutbox({ connection, senders: () => [], log, clock: () => new Date() });
  const outbox: Outbox = {
    ...real,
    enqueue: async (message, now) => {
      die('before enqueue');
      await real.enqueue(message, now);
      die('after enqueue');
    },
  };
  const { chores } = createFollowUps({
    ...{ ...parts, connection, records, settings, contacts, outbox, log, timezone: TIMEZONE },
    initiative: initiativeKind({ ...parts, repository: records.initiatives }),
    example: exampleKind({ ...parts, repository: records.examples }),
    recent: async () => [],
    agreement: { from: '2024-01-01', until: '2027-12-31' },
  });
  return async (now: Date): Promise<void> => {
    for (const chore of chores) await chore.run(now);
  };
}

describe('follow-up prompts when processes die', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let connection: Connection;
  const steps = { dies: '' };
  let other: (now: Date) => Promise<void>;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const asked = () =>
    anna.connector
      .messages()
      .filter((message) => buttons(message).some(({ title }) => title.includes('blev av')));

  before(async () => {
    sides = await startBothSides('2026-03-09T10:00:00+01:00');
    anna = await sides.chat('anna');
    connection = await mongoose
      .createConnection(sides.bot.storeUri, { bufferCommands: false, autoIndex: false })
      .asPromise();
    other = replica(connection, (step) => {
      if (step === steps.dies) throw new Error(`killed ${step}`);
    });
    await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
    await anna.say('dialog: Nya öppettider | RFSL | 12 mars');
  });
  after(async () => {
    await connection.close();
    await sides.stop();
  });
  beforeEach(async () => {
    for (const name of ['prompts', 'prompt-bundles', 'deliveries']) await collection(name).deleteMany({});
    anna.connector.clear();
    steps.dies = '';
  });

  const cases = [
    ['between the claim and the queue', 'before enqueue', '2026-03-13'],
    ['between the queue and the note of it', 'after enqueue', '2026-03-20'],
  ] as const;
  for (const [name, dies, day] of cases) {
    it(`ask once all the same when one dies ${name}`, async () => {
      steps.dies = dies;
      const now = new Date(`${day}T09:00:00+01:00`);
      await other(now);
      expect(await collection('prompt-bundles').findOne({})).to.include({ state: 'claimed' });
      sides.bot.setNow(now);
      for (let round = 0; round < 3; round++) await sides.bot.app.sweep();
      expect(asked()).to.have.length(1);
      expect(await collection('prompts').findOne({})).to.include({ asked: 1, askedOn: day });
      expect(await collection('prompt-bundles').findOne({})).to.include({ state: 'sent' });
    });

    it(`ask the next working day when all died ${name} and nobody was left`, async () => {
      steps.dies = dies;
      const now = new Date(`${day}T09:00:00+01:00`);
      await other(new Date(now.getTime() + 3_600_000));
      const next = new Date(now.getTime() + 3 * 86_400_000 + 2 * 3_600_000); // Monday
      sides.bot.setNow(next);
      for (let round = 0; round < 3; round++) await sides.bot.app.sweep();
      // What had been queued on Friday is too old to be sent on Monday; it is asked anew, once.
      expect(asked().length).to.be.within(0, 1);
      sides.bot.setNow(new Date(next.getTime() + 20 * 60_000));
      for (let round = 0; round < 3; round++) await sides.bot.app.sweep();
      expect(asked()).to.have.length(1);
    });
  }

  it('leave out what was answered between the claim and the second try', async () => {
    steps.dies = 'before enqueue';
    const now = new Date('2026-04-10T09:00:00+02:00');
    await other(now);
    sides.bot.setNow(now);
    await anna.say('D-2026-001 inställd');
    anna.connector.clear();
    await sides.bot.app.sweep();
    await sides.bot.app.sweep();
    expect(readable(anna.connector.messages())).to.not.include('Nya öppettider');
    expect(await collection('prompt-bundles').findOne({})).to.include({ state: 'empty' });
    await anna.say('D-2026-001 planerad');
  });

  it('ask once when several processes look at the same moment', async () => {
    const now = new Date('2026-05-04T09:00:00+02:00');
    sides.bot.setNow(now);
    await Promise.all([sides.bot.app.sweep(), other(now), other(now), sides.bot.app.sweep()]);
    await sides.bot.app.sweep();
    expect(asked()).to.have.length(1);
    expect(await collection('prompts').findOne({})).to.include({ asked: 1 });
  });

  it('say so when the store is away, and ask when it is back', async () => {
    const now = new Date('2026-06-08T09:00:00+02:00');
    sides.bot.setNow(now);
    const away = mongoose.createConnection('mongodb://127.0.0.1:1/none', {
      ...{ bufferCommands: false, autoIndex: false, serverSelectionTimeoutMS: 50 },
    });
    await away.asPromise().catch(() => undefined);
    const failed = await replica(
      away,
      () => undefined,
    )(now).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
    expect(asked()).to.have.length(0);
    await sides.bot.app.sweep();
    await sides.bot.app.sweep();
    expect(asked()).to.have.length(1);
    await away.close();
  });
});

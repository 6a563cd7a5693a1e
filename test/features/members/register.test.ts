import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { type Contacts, createContacts } from '../../../src/features/members/contacts';
import { readCsv } from '../../../src/features/members/csv';
import { createMemberModel } from '../../../src/features/members/model';
import { type By, createRegister } from '../../../src/features/members/register';
import { createLogger } from '../../../src/log';
import { createIndexes } from '../../../src/storage/connection';
import { type TestStore, withStore } from '../../storage/with-store';

const NOW = new Date('2026-03-12T08:00:00Z');
const place = (platform: 'teams' | 'slack') =>
  ({ platform, conversation: `${platform}:c`, kind: 'personal', privateReply: true, address: {} }) as const;
const by: By = { person: { id: 'teams:c', roles: ['coordinator'] }, place: place('teams'), now: NOW };

describe('the register in the store', () => {
  let store: TestStore;
  let connection: Connection;
  let contacts: Contacts;
  let members: ReturnType<typeof createMemberModel>;
  before(async () => {
    store = await withStore();
    connection = await mongoose
      .createConnection(store.uri, { autoIndex: false, autoCreate: false })
      .asPromise();
    members = createMemberModel(connection);
    contacts = createContacts(connection);
    await createIndexes(connection, createLogger('silent'));
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });
  beforeEach(async () => {
    for (const model of Object.values(connection.models)) await model.deleteMany({});
  });
  const coordinator = (person: string) => ({ person, name: person, role: 'coordinator' }) as const;

  it('keeps the last coordinator where the configuration names none', async () => {
    const register = createRegister({ members, contacts, configured: false });
    await register.appoint(coordinator('teams:a'), by);
    await register.appoint(coordinator('teams:b'), by);
    const [a, b] = await register.active();
    const outcomes = await Promise.all([register.end(String(a?._id), by), register.end(String(b?._id), by)]);
    expect(outcomes).to.include('last-coordinator');
    expect((await register.active()).length).to.be.greaterThan(0);
    const configured = createRegister({ members, contacts, configured: true });
    for (const { _id } of await configured.active()) {
      expect(await configured.end(String(_id), by)).to.equal('ended');
      expect(await configured.end(String(_id), by)).to.equal('gone');
    }
  });

  it('gives the same role once, whoever asks at the same moment', async () => {
    const register = createRegister({ members, contacts, configured: true });
    const deputy = { person: 'teams:a', name: 'A', role: 'deputy', administration: 'culture' } as const;
    await Promise.all([1, 2, 3].map(() => register.appoint(deputy, by)));
    expect(await register.active()).to.have.length(1);
  });

  it('links the accounts of one person, and gives later roles to both', async () => {
    const register = createRegister({ members, contacts, configured: true });
    for (const [id, platform] of [
      ['teams:a', 'teams'],
      ['slack:A', 'slack'],
    ] as const) {
      await contacts.remember({ person: { id, name: 'A' }, place: place(platform) }, 'sv', NOW);
    }
    await register.appoint({ person: 'teams:a', name: 'A', role: 'deputy', administration: 'culture' }, by);
    await register.link('teams:a', 'slack:A', by);
    await register.appoint(coordinator('slack:A'), by);
    for (const { people } of await register.active()) {
      expect(people).to.have.members(['teams:a', 'slack:A']);
    }
  });

  it('uses a code once, on the other platform, within ten minutes, and keeps it hashed', async () => {
    const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
    await contacts.offer('ABCDEFGH', 'teams:a', 'teams', NOW);
    expect(JSON.stringify(await connection.collection('link-codes').find({}).toArray())).to.not.include(
      'ABCDEFGH',
    );
    expect(await contacts.redeem('ABCDEFGH', 'teams', later(1))).to.equal(null);
    expect(await contacts.redeem('ABCDEFGX', 'slack', later(1))).to.equal(null);
    const both = await Promise.all([1, 2].map(() => contacts.redeem('ABCDEFGH', 'slack', later(1))));
    expect(both).to.have.members(['teams:a', null]);
    await contacts.offer('ABCDEFGJ', 'teams:a', 'teams', NOW);
    expect(await contacts.redeem('ABCDEFGJ', 'slack', later(11))).to.equal(null);
  });

  it('notes people from chats of their own alone', async () => {
    const group = { ...place('teams'), kind: 'group' } as const;
    await contacts.remember({ person: { id: 'teams:g', name: 'G' }, place: group }, 'sv', NOW);
    await contacts.remember({ person: { id: 'teams:å', name: 'Åsa Öst' }, place: place('teams') }, 'sv', NOW);
    expect(await contacts.byId('teams:g')).to.equal(null);
    expect((await contacts.named('asa ost')).map(({ _id }) => _id)).to.deep.equal(['teams:å']);
  });
});

describe('lists as spreadsheets write them', () => {
  it('are read with their separators, quotes and line numbers', () => {
    expect(readCsv('\ufeffperson;namn\r\n"Berg; Anna";"A ""B"" C"\r\n\r\nx;"två\nrader"\ny;z')).to.deep.equal(
      [
        { line: 1, cells: ['person', 'namn'] },
        { line: 2, cells: ['Berg; Anna', 'A "B" C'] },
        { line: 4, cells: ['x', 'två\nrader'] },
        { line: 6, cells: ['y', 'z'] },
      ],
    );
    expect(readCsv('a\tb,c\n1\t2')).to.deep.equal([
      { line: 1, cells: ['a', 'b,c'] },
      { line: 2, cells: ['1', '2'] },
    ]);
  });
});

import { expect } from 'chai';
import mongoose, { type Connection, type Model } from 'mongoose';
import { createMemberModel, type Member } from '../../../src/features/members/model';
import { createRoleResolver } from '../../../src/features/members/roles';
import { createLogger } from '../../../src/log';
import { createIndexes } from '../../../src/storage/connection';
import { type TestStore, withStore } from '../../storage/with-store';

describe('members and roles', () => {
  let store: TestStore;
  let connection: Connection;
  let members: Model<Member>;
  before(async () => {
    store = await withStore();
    connection = await mongoose
      .createConnection(store.uri, { autoIndex: false, autoCreate: false })
      .asPromise();
    members = createMemberModel(connection);
    await createIndexes(connection, createLogger('silent'));
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });
  beforeEach(() => members.deleteMany({}));

  const since = new Date('2026-01-01T00:00:00Z');
  const member = (person: string, role: Member['role'], administration?: string, active = true): Member => ({
    people: [person],
    name: person,
    role,
    active,
    since,
    ...(administration === undefined ? {} : { administration }),
  });

  it('has one active representative for each administration, also when two are appointed at once', async () => {
    const appointed = await Promise.allSettled(
      ['teams:a', 'teams:b', 'teams:c'].map((id) => members.create(member(id, 'representative', 'culture'))),
    );
    expect(appointed.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected', 'rejected']);
    await members.create(member('teams:d', 'deputy', 'culture'));
    await members.create(member('teams:e', 'deputy', 'culture'));
    await members.create(member('teams:f', 'representative', 'culture', false));
    await members.create(member('teams:g', 'representative', 'social'));
    expect(await members.countDocuments({})).to.equal(5);
  });

  it('needs an administration for those who speak for one', async () => {
    const refused = await members.create(member('teams:a', 'deputy')).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
    await members.create(member('teams:b', 'council'));
  });

  it('resolves every role that a person has now', async () => {
    await members.create({
      ...member('teams:a', 'representative', 'culture'),
      people: ['teams:a', 'slack:A'],
    });
    await members.create(member('teams:a', 'deputy', 'social'));
    await members.create(member('teams:b', 'deputy', 'social', false));
    const { resolve } = createRoleResolver({ members, coordinators: ['slack:A'], trial: false });
    expect(await resolve('teams:a')).to.deep.equal({
      roles: ['guest', 'representative', 'deputy'],
      administration: 'culture',
    });
    expect(await resolve('slack:A')).to.deep.equal({
      roles: ['guest', 'representative', 'coordinator'],
      administration: 'culture',
    });
    expect(await resolve('teams:b')).to.deep.equal({ roles: ['guest'] });
    await members.updateMany({ role: 'representative' }, { $set: { active: false } });
    expect(await resolve('teams:a')).to.deep.equal({ roles: ['guest', 'deputy'], administration: 'social' });
  });

  it('lets everyone do everything in a trial, and keeps configured coordinators while the store is away', async () => {
    const other = await mongoose.createConnection(store.uri, { bufferCommands: false }).asPromise();
    const options = { members: createMemberModel(other), coordinators: ['teams:c'] };
    const { resolve } = createRoleResolver({ ...options, trial: true });
    expect(await resolve('terminal:me')).to.deep.equal({ roles: ['guest', 'coordinator'] });
    await other.close();
    expect(await resolve('terminal:me')).to.deep.equal({ roles: ['guest', 'coordinator'] });
    const strict = createRoleResolver({ ...options, trial: false });
    expect(await strict.resolve('teams:c')).to.deep.equal({ roles: ['guest', 'coordinator'] });
    const refused = await strict.resolve('teams:x').catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'store-away');
  });
});

import { expect } from 'chai';
import { createMemberModel, type Member } from '../../src/features/members/model';
import type { Command } from '../../src/turn/command';
import { BotError, type ErrorCode } from '../../src/turn/errors';
import { allows, permissions } from '../../src/turn/permissions';
import { createRouter } from '../../src/turn/router';
import type { Role } from '../../src/turn/turn';
import { type BothSides, SOCIAL, startBothSides } from '../support/both-sides';
import { samples } from '../support/permission-samples';
import { openWays, personOn, quiet, type Way, wordsFor } from '../support/permission-ways';

const roles: readonly Role[] = ['guest', 'representative', 'deputy', 'council', 'coordinator'];
/**
 * Who may is tried in one way on each platform, and by coordinators, who may most, in all: what a command does is the same by
 * whichever way it is reached. Who may not is tried in all.
 */
const FULL = new Set(['Teams, Execute', 'Slack, button']);
const ways = ['Teams, Execute', 'Teams, Submit', 'Teams, words'].concat([
  'Slack, button',
  'Slack, sent form',
  'Slack, slash command',
]);
/**
 * The ledger of turns and the note of who talks are kept for every turn, also a refused one. Codes for linking, which anyone
 * may ask for, and links to one's own data are removed by the store itself: they expire by its clock, not by the test's.
 */
const KEPT_ALWAYS = new Set(['turns', 'contacts', 'link-codes', 'downloads']);

/** What stands on the first lines of an error, in either language, before anything that is escaped differently. */
function says(text: string, code: ErrorCode): boolean {
  const error = new BotError(code);
  return [error.say('sv'), error.say('en')].some((said) => text.includes(said.split('.')[0] ?? said));
}

describe('permissions: every command, role and way in', function () {
  this.timeout(120_000);
  let sides: BothSides;
  let commands: readonly Command[];
  let open: Way[];

  before(async () => {
    sides = await startBothSides();
    commands = sides.bot.app.commands;
    open = await openWays(sides);
  });
  after(() => sides.stop());

  /** Puts everybody's roles back: some commands, when allowed, change them. */
  async function appointAll(): Promise<void> {
    const { connection } = sides.bot.app.store;
    const members = connection.models.member ?? createMemberModel(connection);
    await members.deleteMany({});
    const named = roles.filter((role): role is Member['role'] => role !== 'guest');
    await members.insertMany(
      named.map((role) => ({
        people: [personOn.teams(role), personOn.slack(role)],
        name: role,
        role,
        active: true,
        since: sides.bot.now(),
        told: true,
        ...(role === 'representative' || role === 'deputy' ? { administration: SOCIAL } : {}),
      })),
    );
  }

  /** Who holds which role now; the same when they have been put back, as new documents. */
  async function appointed(): Promise<string> {
    const { members } = sides.bot.app.store.connection.collections;
    const held = await members?.find({ active: true }, { projection: { _id: 0, history: 0 } }).toArray();
    return JSON.stringify(held);
  }

  async function stored(): Promise<string> {
    const { connection } = sides.bot.app.store;
    const kept = Object.values(connection.models).filter(
      ({ collection }) => !KEPT_ALWAYS.has(collection.name),
    );
    return JSON.stringify(
      await Promise.all(kept.map(({ collection }) => collection.find({}).sort({ _id: 1 }).toArray())),
    );
  }

  const wayCalled = (name: string): Way => {
    const way = open.find((one) => one.name === name);
    if (way === undefined) throw new Error(`no way called ${name}`);
    return way;
  };

  it('are asked by the table alone: each row is in use, and each command has one', () => {
    const used = new Set(commands.map(({ permission }) => permission));
    expect([...used].filter((permission) => !(permission in permissions))).to.deep.equal([]);
    expect(Object.keys(permissions).filter((row) => !used.has(row as Command['permission']))).to.deep.equal(
      [],
    );
    expect(open.map(({ name }) => name)).to.deep.equal(ways);
  });

  it('have a way by words to each command that has words, and samples for commands that exist', () => {
    const route = createRouter(commands);
    for (const command of commands.filter(({ phrases }) => phrases.length > 0)) {
      expect(route(wordsFor(command))?.command.name, wordsFor(command)).to.equal(command.name);
    }
    const names = commands.map(({ name }) => name);
    expect(Object.keys(samples).filter((name) => !names.includes(name))).to.deep.equal([]);
  });

  it('guests, whom the table lets ask for a change of what is their own, change nothing of others', async () => {
    await appointAll();
    const author = await sides.chat('representative');
    await author.say('exempel: Läxhjälp | RFSL | Vi läser läxor tillsammans');
    const { connection } = sides.bot.app.store;
    await connection
      .collection('examples')
      .updateMany({}, { $set: { shared: true, audience: ['teams', 'slack', 'guest'] } });
    const before = await stored();
    const [example] = await connection.collection('examples').find({}).toArray();
    const changing = commands.filter(({ permission }) => permission === 'record.edit');
    expect(changing).to.not.have.length(0);
    for (const command of changing) {
      for (const way of open.filter(({ name }) => /Execute|Submit|button/.test(name))) {
        const text = await way.ask('guest', command, { id: String(example?.code) });
        expect(says(text, 'not-allowed'), `${way.name}: ${command.name}: ${text.slice(0, 300)}`).to.equal(
          true,
        );
      }
    }
    expect(await stored()).to.equal(before);
    await connection.collection('examples').deleteMany({});
  });

  for (const role of roles) {
    for (const name of ways) {
      it(`${role}: ${name}`, async () => {
        const way = wayCalled(name);
        const reached = commands.filter(way.applies);
        const may = ({ permission }: Command): boolean => allows(permission, [role]);
        await quiet(sides.bot);
        await appointAll();
        const everyone = await appointed();

        const before = await stored();
        for (const command of reached.filter((one) => !may(one))) {
          const text = await way.ask(role, command, samples[command.name] ?? {});
          expect(says(text, 'not-allowed'), `${command.name} refuses: ${text.slice(0, 300)}`).to.equal(true);
        }
        expect(await stored(), 'refused commands changed something').to.equal(before);

        const wrong: string[] = [];
        const never = ['not-allowed', 'internal', 'store-away'] as const;
        const codes = way.carriesValues ? ([...never, 'input-invalid'] as const) : never;
        const tried = role === 'coordinator' || FULL.has(name);
        for (const command of tried ? reached.filter(may) : []) {
          const text = await way.ask(role, command, samples[command.name] ?? {});
          if (command.effect === 'write' && (await appointed()) !== everyone) await appointAll();
          const said = codes.filter((code) => says(text, code));
          if (text === '') wrong.push(`${command.name} says nothing`);
          wrong.push(...said.map((code) => `${command.name}: ${code}`));
        }
        expect(wrong).to.deep.equal([]);
      });
    }
  }
});

import { expect } from 'chai';
import type { Outcome } from '../../src/delivery/outbox';
import { isEmbedded } from '../storage/with-store';
import type { ConnectorCall, Misbehaviour } from '../support/connector';
import type { Fault, SlackCall } from '../support/slack-api';
import { mostWithin, START, startWorld, type World } from './world';

const TEAMS = 800;
const SLACK = 200;
const FAULTY = 20;
const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i).padStart(4, '0'));

/** What the connector answers the first attempt with, by recipient; the others it accepts. */
const teamsFaults: Misbehaviour[] = [
  { status: 429, headers: { 'Retry-After': '2' } },
  { status: 429 },
  { status: 412 },
  { status: 502 },
  { status: 504 },
  { status: 500 },
  { status: 403 },
  'hang',
  'lost',
  'reset',
];
const TEAMS_STATES = [
  'sent',
  'sent',
  'sent',
  'sent',
  'sent',
  'uncertain',
  'failed',
  'uncertain',
  'uncertain',
  'uncertain',
];
const slackFaults: Fault[] = [
  { kind: 'limited', retryAfter: '2' },
  { kind: 'limited', retryAfter: null },
  { kind: 'status', status: 500 },
  { kind: 'error', error: 'internal_error' },
  { kind: 'hang' },
  { kind: 'cut' },
  { kind: 'lost' },
  { kind: 'error', error: 'channel_not_found' },
  { kind: 'error', error: 'user_not_found' },
  { kind: 'lost' },
];
const SLACK_STATES = ['sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'failed', 'failed', 'sent'];

/** Calls the fault of a recipient's number once, at its first attempt. */
function onceEach<T>(faults: readonly T[]): (id: string) => T | undefined {
  const met = new Set<string>();
  return (id) => {
    const number = Number(id.replace(/\D/g, ''));
    if (number >= FAULTY || met.has(id)) return undefined;
    met.add(id);
    return faults[number % faults.length];
  };
}

describe('a thousand recipients of a sending, three replicas, platforms that fail', function () {
  // A server of another kind may be slow: its answers take real time, of which the limits know nothing.
  this.timeout(isEmbedded() ? 180_000 : 900_000);
  let world: World;
  let outcomes: Map<string, Outcome>;
  const posts = (): SlackCall[] => world.slack.of('chat.postMessage');
  const arrivals = (id: string): number =>
    id.startsWith('teams:')
      ? world.connector.calls.filter((call) => call.accepted && call.conversation === `a:${id.slice(6)}`)
          .length
      : world.slack.posted().filter(({ channel }) => channel === id.slice(6)).length;

  before(async () => {
    world = await startWorld();
    const teams = onceEach(teamsFaults);
    world.connector.behave = ({ conversation = '' }: ConnectorCall) => teams(conversation);
    const slack = onceEach(slackFaults);
    world.slack.behave = ({ method, args }) =>
      method === 'chat.postMessage' ? slack(String(args.channel)) : undefined;
    await world.enqueue(
      ...ids(TEAMS).map((id) => world.teams(id)),
      ...ids(SLACK).map((id) => world.slackTo(`U${id}`)),
    );
    await world.settle(world.outbox, world.replica(), world.replica());
    const all = await world.outbox.outcomes('digest:2026-12');
    outcomes = new Map(all.map((outcome) => [outcome.recipient, outcome]));
  });
  after(() => world.stop());

  const stateOf = (recipient: string): string | undefined => outcomes.get(recipient)?.state;

  it('end all, each as it must', () => {
    expect(outcomes.size).to.equal(TEAMS + SLACK);
    for (const id of ids(TEAMS)) {
      const expected = Number(id) < FAULTY ? TEAMS_STATES[Number(id) % 10] : 'sent';
      expect(stateOf(`teams:${id}`), id).to.equal(expected);
    }
    for (const id of ids(SLACK)) {
      const expected = Number(id) < FAULTY ? SLACK_STATES[Number(id) % 10] : 'sent';
      expect(stateOf(`slack:U${id}`), id).to.equal(expected);
    }
  });

  it('have exactly one where it says sent, none where it failed, at most one where it is uncertain', () => {
    for (const [recipient, { state, reason }] of outcomes) {
      const count = arrivals(recipient);
      if (state === 'uncertain') expect(count, recipient).to.be.at.most(1);
      else expect(count, `${recipient} ${state}`).to.equal(state === 'sent' ? 1 : 0);
      if (state !== 'sent') expect(reason, recipient).to.be.a('string');
    }
  });

  it('are never sent to faster than Teams allows: 50 requests a second', () => {
    const times = world.connector.calls.map(({ at }) => at);
    expect(mostWithin(times, 1_000)).to.be.within(40, 50);
  });

  it('are sent to as fast as Teams allows, less a tenth at most', () => {
    const first = new Map<string, number>();
    for (const { conversation = '', at } of world.connector.calls) {
      if (!first.has(conversation)) first.set(conversation, at);
    }
    const last = Math.max(...first.values());
    const requests = world.connector.calls.filter(({ at }) => at <= last).length;
    expect(last - START).to.be.at.most(requests * 20 * 1.1);
  });

  it('are never sent to faster than Slack allows, nor before a Retry-After is over', () => {
    const times = posts().map(({ at }) => at);
    expect(mostWithin(times, 60_000)).to.be.at.most(500);
    const limited = posts().filter(
      ({ args }, index) =>
        Number(String(args.channel).slice(1)) < FAULTY &&
        posts().findIndex((call) => call.args.channel === args.channel) === index &&
        /0$/.test(String(args.channel)),
    );
    expect(limited).to.have.length(FAULTY / 10);
    for (const { at } of limited) {
      expect(
        times.filter((time) => time > at && time < at + 2_000),
        String(at),
      ).to.deep.equal([]);
    }
  });

  it('wait out a Retry-After of Teams', () => {
    for (const id of ids(FAULTY).filter((one) => one.endsWith('0'))) {
      const [refused, again] = world.connector.calls.filter(({ conversation }) => conversation === `a:${id}`);
      expect((again?.at ?? 0) - (refused?.at ?? 0), id).to.be.at.least(2_000);
    }
  });
});

import { expect } from 'chai';
import type { Outcome } from '../../src/delivery/outbox';
import type { Reply } from '../../src/turn/turn';
import { START, startWorld, type World } from './world';

const BATCH = 'digest:2026-12';
const says = (text: string): Reply => ({ views: [{ kind: 'notice', tone: 'info', text }], language: 'sv' });

describe('the outbox', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  beforeEach(async () => {
    await world.connection.collection('deliveries').deleteMany({});
    await world.connection.collection('paces').deleteMany({});
    world.connector.clear();
    world.slack.calls.length = 0;
    world.slack.posted().length = 0;
  });
  const outcomes = async (): Promise<Record<string, Outcome>> =>
    Object.fromEntries((await world.outbox.outcomes(BATCH)).map((one) => [one.recipient, one]));
  const stored = (id: string) =>
    world.connection.collection<{ _id: string }>('deliveries').findOne({ _id: id });
  const texts = (): string[] => world.slack.posted().map(({ args }) => String(args.text));
  const queue = (): Promise<void> => world.enqueue(world.teams('t1'), world.slackTo('U1'));

  it('sends each key once, however often it is queued', async () => {
    await queue();
    await queue();
    await world.settle(world.outbox, world.replica());
    await queue();
    await world.settle();
    expect(world.connector.messages()).to.have.length(1);
    expect(texts()).to.deep.equal(['Hej U1.']);
    expect(await outcomes()).to.have.nested.include({ 'teams:t1.state': 'sent', 'slack:U1.state': 'sent' });
    expect((await outcomes())['slack:U1']?.messageId).to.equal(world.slack.posted()[0]?.ts);
  });

  it('keeps a message until its time, and drops what is no longer worth sending', async () => {
    const now = world.time.now();
    await world.enqueue(
      world.slackTo('U1', { notBefore: new Date(now + 3_600_000) }),
      world.slackTo('U2', { fresh: new Date(now - 1) }),
    );
    await world.time.run(world.outbox.sweep());
    expect(texts()).to.deep.equal([]);
    expect((await outcomes())['slack:U2']).to.include({ state: 'failed', reason: 'stale' });
    world.time.advance(3_600_000);
    await world.time.run(world.outbox.sweep());
    expect(texts()).to.deep.equal(['Hej U1.']);
  });

  it('opens the chat of someone who has none, once, and keeps it for the next attempt', async () => {
    const { conversation: _none, ...address } = world.teams('t1').address;
    await world.enqueue(world.teams('t1', { address: { ...address, user: '29:t1' } }));
    const faults = [undefined, { status: 429, headers: { 'Retry-After': '1' } }] as const;
    let call = 0;
    world.connector.behave = () => faults[call++];
    await world.settle();
    world.connector.behave = () => undefined;
    expect(world.connector.calls.map(({ path }) => path)).to.deep.equal([
      '/v3/conversations',
      '/v3/conversations/opened-sent-1/activities',
      '/v3/conversations/opened-sent-1/activities',
    ]);
  });

  it('corrects in place what was sent, and before it goes what was not', async () => {
    await queue();
    await world.settle();
    await world.enqueue(world.slackTo('U2'));
    expect(await world.outbox.correct({ batch: BATCH }, says('Rättat.'), world.time.clock())).to.equal(3);
    await world.settle();
    expect(world.connector.calls.at(-1)).to.deep.include({
      method: 'PUT',
      path: '/v3/conversations/a:t1/activities/sent-1',
    });
    expect(world.connector.calls.at(-1)?.body).to.include({ text: 'Rättat.', id: 'sent-1' });
    expect(texts()).to.deep.equal(['Rättat.', 'Rättat.']);
    expect(world.slack.of('chat.postMessage')).to.have.length(2);
    expect(Object.values(await outcomes()).map(({ state }) => state)).to.deep.equal(['sent', 'sent', 'sent']);
  });

  it('carries out afterwards the correction that came while the message was being sent', async () => {
    await world.enqueue(world.slackTo('U1'));
    let corrected: Promise<unknown> | undefined;
    world.slack.behave = ({ method }) => {
      if (method === 'chat.postMessage') {
        corrected ??= world.outbox.correct({ id: `${BATCH}:slack:U1` }, says('Rättat.'), world.time.clock());
      }
      return method === 'chat.postMessage' ? { kind: 'slow', ms: 100 } : undefined;
    };
    await world.settle();
    world.slack.behave = () => undefined;
    expect(await corrected).to.equal(1);
    expect(texts()).to.deep.equal(['Rättat.']);
    expect(world.slack.of('chat.postMessage')[0]?.args.text).to.equal('Hej U1.');
  });

  it('withdraws at the platform what was sent, and what was not is never sent', async () => {
    await queue();
    await world.settle();
    await world.enqueue(world.slackTo('U2'));
    await world.outbox.withdraw({ batch: BATCH }, world.time.clock());
    await world.settle();
    expect(texts()).to.deep.equal([]);
    expect(world.connector.calls.at(-1)?.method).to.equal('DELETE');
    expect(Object.values(await outcomes()).map(({ state }) => state)).to.deep.equal(
      Array(3).fill('withdrawn'),
    );
  });

  it('cancels what has not gone, and sends it after all when asked', async () => {
    await queue();
    expect(await world.outbox.cancelQueued(BATCH)).to.equal(2);
    await world.settle();
    expect([...texts(), ...world.connector.messages()]).to.deep.equal([]);
    const ids = Object.values(await outcomes()).map(({ id, state }) => (state === 'cancelled' ? id : ''));
    expect(await world.outbox.retry(ids, world.time.clock())).to.equal(2);
    await world.settle();
    expect(texts()).to.deep.equal(['Hej U1.']);
    expect(world.connector.messages()).to.have.length(1);
  });

  it('writes to one channel once a second in Slack, and once in two seconds to a thread in Teams, all replicas together', async () => {
    const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 8 }, (_, index) => make(index));
    await world.enqueue(
      ...many((i) => world.slackTo('C1', { _id: `${BATCH}:c${i}` })),
      ...many((i) => world.teams('t1', { _id: `${BATCH}:t${i}` })),
    );
    await world.settle(world.outbox, world.replica());
    const gaps = (times: readonly number[]): number[] =>
      times.slice(1).map((time, index) => time - (times[index] ?? time));
    const [slack, teams] = [world.slack.of('chat.postMessage'), world.connector.calls].map((calls) =>
      gaps(calls.map(({ at }) => at)),
    );
    expect([slack?.length, teams?.length]).to.deep.equal([7, 7]);
    // 1,800 an hour is one in two seconds.
    expect(Math.min(...(slack ?? [])), 'Slack').to.be.within(1_000, 1_500);
    expect(Math.min(...(teams ?? [])), 'Teams').to.be.within(2_000, 2_500);
  });

  it('notes who said to have read it, once it was sent', async () => {
    await world.enqueue(world.slackTo('U1'));
    const id = `${BATCH}:slack:U1`;
    expect(await world.outbox.markRead(id, 'slack:U1', world.time.clock())).to.equal(false);
    await world.settle();
    const first = world.time.clock();
    expect(await world.outbox.markRead(id, 'slack:U1', first)).to.equal(true);
    world.time.advance(60_000);
    await world.outbox.markRead(id, 'slack:U1', world.time.clock());
    expect((await outcomes())['slack:U1']).to.deep.include({ readAt: first, readBy: ['slack:U1'] });
  });

  it('never sends an uncertain one of Teams again by itself; a person may', async () => {
    await world.enqueue(world.teams('t1'));
    world.connector.misbehave('lost');
    await world.settle();
    world.time.advance(3 * 86_400_000);
    await world.settle();
    expect(world.connector.messages()).to.have.length(1);
    expect((await outcomes())['teams:t1']?.state).to.equal('uncertain');
    await world.outbox.retry([`${BATCH}:teams:t1`], world.time.clock());
    await world.settle();
    expect(world.connector.messages()).to.have.length(2);
    expect((await outcomes())['teams:t1']?.state).to.equal('sent');
  });

  it('leaves an uncertain one of Slack as it is where the app may not read', async () => {
    await world.enqueue(world.slackTo('C1'));
    world.slack.fail('chat.postMessage', { kind: 'lost' });
    world.slack.fail('conversations.history', { kind: 'error', error: 'missing_scope' });
    await world.settle();
    expect((await outcomes())['slack:C1']).to.include({ state: 'uncertain', reason: 'missing_scope' });
    expect(texts()).to.have.length(1);
  });

  it('finds its message in a thread, among its replies', async () => {
    const address = { channel: 'C1', thread: '1700000000.000001' };
    await world.enqueue(world.slackTo('C1', { address }));
    world.slack.fail('chat.postMessage', { kind: 'lost' });
    await world.settle();
    expect(world.slack.of('conversations.replies')[0]?.args).to.include({ ts: address.thread });
    expect((await outcomes())['slack:C1']?.state).to.equal('sent');
    expect(texts()).to.have.length(1);
  });

  it('gives up after a day what a platform refuses for so long, and tries until then', async () => {
    await world.enqueue(world.teams('t1'));
    world.connector.behave = () => ({ status: 503 });
    await world.settle();
    world.connector.behave = () => undefined;
    expect((await outcomes())['teams:t1']).to.include({ state: 'failed', reason: '503' });
    const [first, ...rest] = world.connector.calls.map(({ at }) => at);
    expect((rest.at(-1) ?? 0) - (first ?? 0)).to.be.within(23 * 3_600_000, 24 * 3_600_000);
    expect(rest.length).to.be.within(60, 130);
  });

  it('takes up at start what dead processes left: what had not gone out is sent, Slack is asked, Teams is uncertain', async () => {
    const past = new Date(world.time.now() - 120_000);
    const dead = { claim: 'dead', due: past, attempts: 1, triedAt: past };
    await world.enqueue(world.teams('t1'), world.teams('t2'), world.slackTo('U1'), world.slackTo('U2'));
    await world.slack.posted().push({
      channel: 'U1',
      ts: '1700000000.9',
      args: {
        text: 'Hej U1.',
        metadata: { event_type: 'cnatet_delivery', event_payload: { key: `${BATCH}:slack:U1` } },
      },
    });
    const deliveries = world.connection.collection<{ _id: string }>('deliveries');
    await deliveries.updateOne({ _id: `${BATCH}:teams:t1` }, { $set: { ...dead, state: 'claimed' } });
    await deliveries.updateMany({ recipient: { $ne: 'teams:t1' } }, { $set: { ...dead, state: 'sending' } });
    await world.settle(world.outbox, world.replica());
    expect(world.connector.messages().map(({ text }) => text)).to.deep.equal(['Hej t1.']);
    expect(texts()).to.deep.equal(['Hej U1.', 'Hej U2.']);
    expect((await outcomes())['teams:t2']).to.include({ state: 'uncertain', reason: 'sender-died' });
    expect((await outcomes())['slack:U1']).to.include({ state: 'sent', messageId: '1700000000.9' });
  });

  it('lets a process that was only slow write what it knows, once', async () => {
    await world.enqueue(world.teams('t1'));
    world.connector.behave = () => {
      // In the middle of the request the lease runs out, and another replica takes it for dead.
      world.time.advance(120_000);
      void world.replica().sweep();
      return undefined;
    };
    await world.settle();
    world.connector.behave = () => undefined;
    expect(world.connector.messages()).to.have.length(1);
    expect((await outcomes())['teams:t1']?.state).to.equal('sent');
  });

  it('fails what is for a platform that is off', async () => {
    await world.enqueue(world.slackTo('U1', { platform: 'terminal', recipient: 'terminal:me' }));
    await world.settle();
    expect((await outcomes())['terminal:me']).to.include({ state: 'failed', reason: 'platform-off' });
  });

  it('tells of failures in one bundle when the sending is over, the same one until it is told', async () => {
    await world.enqueue(...['t1', 't2', 't3'].map((id) => world.teams(id)));
    world.connector.misbehave({ status: 403 }, 'lost');
    await world.settle();
    const { troubles } = world.outbox;
    expect(await troubles.next(world.time.clock())).to.equal(undefined);
    world.time.advance(61_000);
    const bundle = await troubles.next(world.time.clock());
    expect(bundle?.deliveries.map(({ state }) => state)).to.have.members(['failed', 'uncertain']);
    expect((await world.replica().troubles.next(world.time.clock()))?.id).to.equal(bundle?.id);
    await troubles.told(bundle?.id ?? '');
    expect(await troubles.next(world.time.clock())).to.equal(undefined);
    expect((await stored(`${BATCH}:teams:t3`))?._id).to.be.a('string');
    expect(world.time.now()).to.be.greaterThan(START);
  });
});

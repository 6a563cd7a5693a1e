import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { serialize } from 'bson';
import { expect } from 'chai';
import { pick, seeded } from '../storage/embedded/random';
import { isEmbedded, type TestStore, withStore } from '../storage/with-store';
import { startTestApp, type TestApp } from '../support/app';
import { type Connector, startConnector } from '../support/connector';
import { BOT, type FakeSlack, startFakeSlack } from '../support/slack-api';
import { payloads, SIGNING_SECRET, signature } from '../support/slack-request';
import { activity, executes, invokes, mentions, says } from '../support/teams-activity';
import { openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';
import { mutateBytes, mutateJson } from './mutate';

const SEED = 20_260_312;
/** Ten thousand in all. Those for HTTP cost most: what is left sound of them runs a turn. */
const TO_TEAMS = 1_250;
const TO_SLACK = 1_250;
const TO_STORE = 7_500;
/** So many malformed inputs to one turn of a person. */
const TO_A_TURN = 250;
const AT_ONCE = 8;
/** What is sent to the store is mostly waited for. */
const SOCKETS = 32;

interface Sent {
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Does it so many times, some at once. */
async function times(count: number, work: (n: number) => Promise<void>, atOnce = AT_ONCE): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

describe('10,000 malformed inputs of a fixed seed, while people go on talking', function () {
  this.timeout(120_000);
  let slack: FakeSlack;
  let store: TestStore;
  let bot: TestApp;
  let upstream: Connector;
  let anna: TeamsChat;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses = new Map<string, number>();
  const random = seeded(SEED);

  before(async () => {
    slack = await startFakeSlack();
    // Not the app's own: what is sent to it asks for what no index narrows.
    store = await withStore();
    bot = await startTestApp({
      storeUri: store.uri,
      env: {
        ...{ COORDINATORS: 'teams:aad-sara', SLACK_BOT_TOKEN: BOT.token },
        ...{ SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl },
      },
    });
    upstream = await startConnector();
    anna = await openTeamsChat(bot.url);
  });
  after(async () => {
    agent.destroy();
    await anna.stop();
    await upstream.close();
    await bot.stop();
    await store.stop();
    await slack.stop();
  });

  /** Resolves with status and body; a connection that the bot ended counts as 0. */
  const send = ({ path, body, headers }: Sent): Promise<{ status: number; text: string }> =>
    new Promise((resolve) => {
      const call = request(bot.url + path, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      call.on('error', () => resolve({ status: 0, text: '' }));
      call.end(body);
    });
  const hit = async (sent: Sent): Promise<void> => {
    const { status, text } = await send(sent);
    const key = `${sent.path} ${status}`;
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
    expect(text, sent.body.toString().slice(0, 300)).to.not.match(/\bat .*\.(ts|js):\d|node_modules|Error:/);
  };

  const teamsBodies = () => {
    const at = { serviceUrl: upstream.url, user: 'fuzz', conversation: 'a:fuzz' };
    const action = { name: 'record.show', id: 'E-2026-001', language: 'sv', fields: { partners: 'suggest' } };
    return [
      says(at, 'principer'),
      activity(at, { type: 'conversationUpdate', membersAdded: [{ id: '29:someone' }] }),
      activity(at, { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }),
      activity(at, { type: 'installationUpdate', action: 'remove' }),
      mentions({ ...at, kind: 'channel' }, 'hjälp'),
      executes(at, { action, title: 'x', partners: 'a,b' }),
      invokes(at, 'task/fetch', { data: { action } }),
      invokes(at, 'composeExtension/query', {
        commandId: 'findRecord',
        parameters: [{ name: 'text', value: 'läxhjälp' }],
        queryOptions: { skip: 0, count: 25 },
      }),
      invokes(at, 'application/search', { queryText: 'frisk', dataset: 'signatories' }),
    ];
  };
  const toTeams = (): Promise<void> => {
    const sound = pick(random, teamsBodies());
    const json = Buffer.from(JSON.stringify(mutateJson(random, { ...sound })) ?? '');
    const body = random() < 0.25 ? mutateBytes(random, Buffer.from(JSON.stringify(sound))) : json;
    return hit({ path: '/api/messages', body, headers: { 'Content-Type': 'application/json' } });
  };

  const place = { channel: 'D00000001', kind: 'personal', at: 0 };
  const metadata = JSON.stringify({ action: 'example.save', id: 'fuzz-key', language: 'sv', place });
  const toSlack = (): Promise<void> => {
    const interaction = pick(random, [
      payloads.press('record.show~0', '{"i":"E-2026-001","l":"sv"}'),
      payloads.submission(metadata, { title: { value: { type: 'plain_text_input', value: 'Hej' } } }),
      payloads.suggestion('suggest~signatories', 'frisk'),
    ]);
    const form = random() < 0.6;
    const fields = new URLSearchParams(
      random() < 0.3
        ? payloads.command('principer')
        : { payload: JSON.stringify(mutateJson(random, { ...interaction })) ?? '' },
    ).toString();
    const event = pick(random, [payloads.message('hej'), payloads.mention('hej'), payloads.home()]);
    const text = form ? fields : (JSON.stringify(mutateJson(random, { ...event })) ?? '');
    const body = random() < 0.25 ? mutateBytes(random, Buffer.from(text)) : Buffer.from(text);
    const now = Math.floor(Date.now() / 1_000);
    // Signed as it is, so that it gets past the signature; one in ten isn't.
    const signed = random() < 0.9 ? signature(body.toString('latin1'), now) : 'v0=00';
    const ascii = body.every((byte) => byte < 128);
    const headers = {
      'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'X-Slack-Request-Timestamp': String(now),
      'X-Slack-Signature': ascii ? signed : signature(body.toString('utf8'), now),
    };
    return hit({ path: '/slack/events', body, headers });
  };

  const toStore = (path: string): Promise<void> => {
    const sound = pick(random, messages());
    return new Promise((resolve) => {
      const socket = connect(path);
      socket.on('error', () => undefined).on('close', () => resolve());
      // What the store takes for the beginning of a longer message is waited for; the client hangs up.
      socket.setTimeout(20, () => socket.destroy());
      socket.on('data', () => socket.destroy());
      socket.end(mutateBytes(random, sound));
    });
  };

  it('nobody else notices: no 5xx, no stack trace, no crash, and every turn is answered', async () => {
    const socket = decodeURIComponent(/mongodb:\/\/([^/?]+)/.exec(store.uri)?.[1] ?? '');
    let slowest = 0;
    let turns = 0;
    const turn = async (): Promise<void> => {
      const asked = performance.now();
      const [answer] = await anna.say('Vad är C-nätet?');
      slowest = Math.max(slowest, performance.now() - asked);
      expect(readable(answer)).to.include('Källo');
      turns += 1;
    };
    const among = (work: () => Promise<void>) => (n: number) => (n % TO_A_TURN === 0 ? turn() : work());
    // One kind after the other: what a turn is answered in spite of is then known.
    await times(TO_TEAMS, among(toTeams));
    await times(TO_SLACK, among(toSlack));
    if (isEmbedded())
      await times(
        TO_STORE,
        among(() => toStore(socket)),
        SOCKETS,
      );
    // 501 says that an invoke isn't offered; nothing else may be our mistake.
    const failures = [...statuses].filter(([key]) => / (0|50[02-9])$/.test(key));
    expect(failures).to.deep.equal([]);
    expect([...statuses.keys()]).to.include.members(['/api/messages 400', '/slack/events 400']);
    expect(turns).to.equal((TO_TEAMS + TO_SLACK + (isEmbedded() ? TO_STORE : 0)) / TO_A_TURN);
    // Teams delivers again after fifteen seconds; a slow machine must not make this fail sooner.
    expect(slowest).to.be.lessThan(15_000);
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  it('and afterwards: nothing was logged as our mistake, nothing was saved, all is well', async () => {
    // Late acknowledgements are the slow machine's, not a mistake's.
    const logged = bot.logs.filter(
      (line) => line.includes('"level":50') && !line.includes('within 3 seconds'),
    );
    expect(logged).to.deep.equal([]);
    const { connection } = bot.app.store;
    for (const name of ['examples', 'initiatives', 'matters', 'members'])
      expect(await connection.collection(name).countDocuments(), name).to.equal(0);
    expect((await fetch(`${bot.url}/readyz`)).status).to.equal(200);
  });
});

/** Sound messages of MongoDB's wire protocol (OP_MSG with one body) to start from. */
function messages(): Buffer[] {
  const commands = [
    { ping: 1, $db: 'test' },
    { find: 'fuzz', filter: { a: { $in: [1, 'x'] } }, $db: 'fuzz' },
    { insert: 'fuzz', documents: [{ a: 'text', b: [1, { c: 2 }] }], $db: 'fuzz' },
    { update: 'fuzz', updates: [{ q: { a: 1 }, u: { $set: { b: 2 } }, upsert: true }], $db: 'fuzz' },
    { aggregate: 'fuzz', pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }], cursor: {}, $db: 'fuzz' },
  ];
  return commands.map((command) => {
    const body = serialize(command);
    const head = Buffer.alloc(21);
    for (const [index, value] of [21 + body.length, 77, 0, 2_013, 0].entries())
      head.writeInt32LE(value, index * 4);
    return Buffer.concat([head, body]);
  });
}

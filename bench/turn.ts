import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, load, type Sample, startServer } from './load';

const ROUNDS = 3;
const COUNT = 2_000;
const CONCURRENCY = 8;
const SECRET = 'bench-signing-secret';
const QUESTIONS = [
  'Vad menas med öppenhet och insyn?',
  'Hur många sitter i Samverkansrådet?',
  'var kan man hämta blanketten för anslutning',
  'Är Friskis&Svettis anslutna?',
  'vem driver Föreningarnas Hus?',
];

interface Upstream {
  readonly server: Server;
  readonly url: string;
  /** Resolves when this path is called. */
  called(path: string): Promise<void>;
}

/** Stands in for the Bot Connector and for Slack's Web API: answers at once, so that only the bot is measured. */
async function startUpstream(): Promise<Upstream> {
  const waiting = new Map<string, () => void>();
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => {
      waiting.get(req.url ?? '')?.();
      waiting.delete(req.url ?? '');
      res.setHeader('Content-Type', 'application/json');
      const slack = {
        ok: true,
        user_id: 'U0BOT',
        bot_id: 'B0BOT',
        team_id: 'T0',
        url: 'https://example.com/',
      };
      res.end(JSON.stringify(req.url?.startsWith('/slack/') ? slack : { id: randomUUID() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    called: (path) => new Promise((resolve) => waiting.set(path, resolve)),
  };
}

function activity(serviceUrl: string, index: number): Call {
  const body = {
    type: 'message',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:user-${index % 50}`, name: 'Anna Test', aadObjectId: `aad-${index % 50}` },
    recipient: { id: '28:bot', name: 'bot' },
    conversation: { id: `a:conversation-${index % 50}`, conversationType: 'personal', tenantId: 'tenant' },
    text: QUESTIONS[index % QUESTIONS.length],
    locale: 'sv-SE',
  };
  return {
    path: '/api/messages',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** A slash command whose answer comes in the response or, where the server `responds`, at the response_url. */
function slashCommand(upstream: Upstream, index: number, responds: boolean): Call {
  const answer = `/response/${randomUUID()}`;
  const body = new URLSearchParams({
    command: '/cnatet',
    text: QUESTIONS[index % QUESTIONS.length] ?? '',
    team_id: 'T0',
    user_id: `U${index % 50}`,
    user_name: 'anna',
    channel_id: 'C0',
    channel_name: 'general',
    trigger_id: randomUUID(),
    response_url: `${upstream.url}${answer}`,
    api_app_id: 'A0',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path: '/slack/events',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${signature}`,
    },
    body,
    ...(responds && { answered: upstream.called(answer) }),
  };
}

interface Comparison {
  readonly name: string;
  readonly bare: string;
  readonly call: (index: number) => Call;
  /** Where the bare server answers in another way. */
  readonly bareCall?: (index: number) => Call;
  /** The ratio that is asked for; left out for what is shown beside it. */
  readonly atLeast?: string;
}

/** A question turn against a bare echo on the same stack, in turns, so that both meet the same machine. */
export async function benchTurns(print: (line: string) => void): Promise<void> {
  const upstream = await startUpstream();
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: `${upstream.url}/slack/`,
  };
  const bot = await startServer('bot', env);
  const command =
    (responds: boolean) =>
    (index: number): Call =>
      slashCommand(upstream, index, responds);
  const comparisons: readonly Comparison[] = [
    {
      name: 'Teams question',
      bare: 'bare-teams',
      call: (index: number) => activity(`${upstream.url}/`, index),
      atLeast: '0.60',
    },
    {
      name: 'Slack /cnatet',
      bare: 'bare-slack',
      call: command(false),
      bareCall: command(true),
      atLeast: '0.60',
    },
    { name: 'Slack /cnatet, echo in the ack', bare: 'bare-slack-ack', call: command(false) },
  ];
  for (const { name, bare, call, bareCall = call, atLeast } of comparisons) {
    const plain = await startServer(bare, env);
    const samples: { bot: Sample[]; bare: Sample[] } = { bot: [], bare: [] };
    await load(bot.port, COUNT, CONCURRENCY, call);
    await load(plain.port, COUNT, CONCURRENCY, bareCall);
    for (let round = 0; round < ROUNDS; round += 1) {
      samples.bare.push(await load(plain.port, COUNT, CONCURRENCY, bareCall));
      samples.bot.push(await load(bot.port, COUNT, CONCURRENCY, call));
    }
    plain.stop();
    const [ours, theirs] = [middle(samples.bot), middle(samples.bare)];
    print(`${name}: bot  ${show(ours)}`);
    print(`${name}: bare ${show(theirs)}`);
    const ratio = (ours.perSecond / theirs.perSecond).toFixed(2);
    print(`${name}: ratio ${ratio} of the bare throughput${atLeast ? ` (at least ${atLeast})` : ''}`);
  }
  bot.stop();
  upstream.server.close();
}

/** The round with the middle throughput. */
function middle(samples: readonly Sample[]): Sample {
  const sorted = [...samples].sort((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error('no samples');
  return found;
}

function show({ p50, p99, perSecond }: Sample): string {
  return `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${perSecond.toFixed(0)} messages/s`;
}

if (require.main === module) {
  benchTurns((line) => void process.stdout.write(`${line}\n`)).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
}

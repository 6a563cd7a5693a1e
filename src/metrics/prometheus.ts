import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics';

/** Seconds. Teams gives a turn some 15 and Slack three; most take a few hundredths. */
const TURN_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 15];
const STORE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** What is looked up when somebody asks for the metrics. Both may take two seconds at most, and never reject. */
export interface Gauges {
  /** Seconds that the oldest message which is due has waited; 0 when none waits, undefined when that can't be told. */
  queueAge(): Promise<number | undefined>;
  ready(): Promise<boolean>;
}

export interface Prometheus extends Metrics {
  readonly contentType: string;
  /** Names what is looked up at each scrape; until then it is left out. */
  watch(gauges: Gauges): void;
  /** Everything counted so far, in Prometheus' text format. */
  exposition(): Promise<string>;
}

/**
 * Metrics for Prometheus in a registry of their own. With `process`, also memory, processor and event loop of this process:
 * for the one that runs the bot, since those are watched by observers that can't be taken away again.
 */
export function createPrometheus(options: { readonly process?: boolean } = {}): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  if (options.process === true) collectDefaultMetrics({ register: registry });
  return {
    ...turnMetrics(registers),
    ...storeMetrics(registers),
    ...errorMetrics(registers),
    contentType: registry.contentType,
    watch: (gauges) => watchGauges(registers, gauges),
    exposition: () => registry.metrics(),
  };
}

function turnMetrics(registers: Registry[]): Pick<Metrics, 'turn' | 'answer' | 'delivery'> {
  const turns = new Counter({
    name: 'cnatet_turns_total',
    help: 'Turns by platform, kind of input and how they ended',
    labelNames: ['platform', 'input', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'cnatet_turn_seconds',
    help: 'From a delivery to when the platform has taken the answer',
    labelNames: ['platform', 'input'],
    buckets: TURN_BUCKETS,
    registers,
  });
  const answers = new Counter({
    name: 'cnatet_answers_total',
    help: 'Questions by what came of them',
    labelNames: ['outcome'],
    registers,
  });
  const deliveries = new Counter({
    name: 'cnatet_deliveries_total',
    help: 'Attempts to send a message outside a turn, by what is known of them',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  // An alarm on a rate needs the series to be there before the first of its kind.
  for (const outcome of ['answer', 'choice', 'declined']) answers.inc({ outcome }, 0);
  return {
    turn: ({ platform, input, outcome, seconds: took }) => {
      turns.inc({ platform, input, outcome });
      if (outcome !== 'again') seconds.observe({ platform, input }, took);
    },
    answer: (outcome) => answers.inc({ outcome }),
    delivery: (platform, outcome) => deliveries.inc({ platform, outcome }),
  };
}

function storeMetrics(registers: Registry[]): Pick<Metrics, 'store'> {
  const seconds = new Histogram({
    name: 'cnatet_store_seconds',
    help: 'Commands to the database',
    labelNames: ['command', 'outcome'],
    buckets: STORE_BUCKETS,
    registers,
  });
  return {
    store: (command, ok, took) => seconds.observe({ command, outcome: ok ? 'ok' : 'failed' }, took),
  };
}

function errorMetrics(registers: Registry[]): Pick<Metrics, 'limited' | 'unhandled'> {
  const limited = new Counter({
    name: 'cnatet_limited_total',
    help: 'Requests and turns that were asked to slow down',
    labelNames: ['by'],
    registers,
  });
  const unhandled = new Counter({
    name: 'cnatet_unhandled_errors_total',
    help: 'Mistakes that nothing caught',
    registers,
  });
  for (const by of ['address', 'person']) limited.inc({ by }, 0);
  return { limited: (by) => limited.inc({ by }), unhandled: () => unhandled.inc() };
}

function watchGauges(registers: Registry[], { queueAge, ready }: Gauges): void {
  new Gauge({
    name: 'cnatet_queue_age_seconds',
    help: 'How long the oldest message that is due has waited; not a number while that cannot be told',
    registers,
    async collect() {
      this.set((await queueAge()) ?? Number.NaN);
    },
  });
  new Gauge({
    name: 'cnatet_ready',
    help: '1 when the database answers',
    registers,
    async collect() {
      this.set((await ready()) ? 1 : 0);
    },
  });
}

import type { Connection } from 'mongoose';
import { audienceMarks, datedMarks, periodMarks } from '../src/records/derived';
import { titleKeys } from '../src/records/similar';
import { searchTerms, shortened } from '../src/records/terms';
import { catalog } from '../test/records/catalog';
import { type Records, startRecords } from '../test/records/harness';

const NOW = Date.parse('2026-03-10T09:00:00Z');
const THREE_YEARS = 3 * 365 * 24 * 3_600_000;
const ROUNDS = 100;
const BATCH = 1_000;
const WHAT = 'läxhjälp simskola språkkafé odling matlagning cykelskola körsång teater fotboll schack'.split(
  ' ',
);
const WHERE = 'biblioteket vivalla varberga oxhagen brickebacken tybble rynninge hovsta adolfsberg'.split(
  ' ',
);
const WHOM = 'barn unga seniorer föräldrar nyanlända studenter grannar'.split(' ');

/** The same record for the same number, spread as a large municipality's would be. */
function record(kind: 'E' | 'D', i: number): Record<string, unknown> {
  const spread = (salt: number): number => Math.imul(i + 1, 2_654_435_761 + salt * 40_503) >>> 7;
  const pick = <T>(list: readonly T[], salt: number): T => list[spread(salt) % list.length] as T;
  const title = `${pick(WHAT, 1)} i ${pick(WHERE, 2)} för ${pick(WHOM, 3)} ${i % 500}`;
  const done = `En mötesplats där ${pick(WHOM, 4)} och ${pick(WHOM, 5)} prövar ${pick(WHAT, 6)}. Vecka ${i % 52}.`;
  const age = (spread(11) / 2 ** 25) * THREE_YEARS;
  const createdAt = new Date(NOW - age);
  const day = createdAt.toISOString().slice(0, 10);
  const shared = spread(12) % 5 < 3;
  const platform = spread(13) % 4 === 0 ? 'slack' : 'teams';
  // What is older than two months has been seen to, but for one in a hundred.
  const waits = age < 60 * 86_400_000 || i % 100 === 0;
  const open = waits ? pick(['planned', 'invited', 'held'], 7) : 'followed-up';
  const status = kind === 'E' ? 'published' : open;
  const administrations = [pick(catalog.administrations, 8).id];
  const partners = [pick(catalog.signatories, 9).name, `Förening ${i % 800}`];
  const principles = [pick(catalog.principles, 10).id];
  const own =
    kind === 'E' ? { done } : { takenBy: 'municipality', commitments: [], date: day, outcome: done };
  const terms = searchTerms([title, done, ...partners]);
  const periods = periodMarks(day, day);
  const by = { id: i % 100 === 0 ? 'teams:anna' : `${platform}:person${i % 60}` };
  return {
    ...{ code: `${kind}-${createdAt.getUTCFullYear()}-${String(i).padStart(6, '0')}`, origin: `bench|${i}` },
    ...{ version: 1, status, withdrawn: false, shared, administrations, platform, createdBy: by },
    ...{ createdAt, updatedAt: createdAt, content: { title, partners, principles, ...own } },
    terms,
    periods,
    dated: datedMarks({ terms, partners, principles, administrations }, periods),
    alike: titleKeys(title),
    audience: audienceMarks(shared, platform, status as 'published'),
    responses: [],
    history: [
      { version: 1, at: createdAt, by: by.id, platform, action: 'created', key: `k${i}`, changes: [] },
    ],
  };
}

export async function fill(connection: Connection, count: number): Promise<void> {
  const uses = new Map<string, number>();
  for (const [collection, kind] of [
    ['examples', 'E'],
    ['initiatives', 'D'],
  ] as const) {
    for (let start = 0; start < count / 2; start += BATCH) {
      const documents = Array.from({ length: BATCH }, (_, i) => record(kind, start + i));
      await connection.collection(collection).insertMany(documents);
      for (const term of documents.flatMap(({ terms }) => terms as string[]))
        uses.set(term, (uses.get(term) ?? 0) + 1);
    }
  }
  const words = [...uses].map(([term, count]) => ({
    _id: term,
    near: [term, ...shortened(term)],
    uses: count,
  }));
  await connection.collection<(typeof words)[number]>('words').insertMany(words);
}

/** What people do, each as words to the bot: routing, roles and the answer's views are part of the time. */
const deeds: readonly (readonly [string, string, (i: number) => string])[] = [
  ['list all, Teams', 'teams:anna', () => 'exempel alla'],
  ['list all, Slack', 'slack:ulf', () => 'exempel alla'],
  ['list all, guest', 'teams:guest', () => 'dialog alla'],
  ['list mine', 'teams:anna', () => 'exempel mina'],
  ['home, representative', 'teams:anna', () => 'hem'],
  ['home, council', 'slack:ulf', () => 'hem'],
  ['home, guest', 'teams:guest', () => 'hem'],
  ['list my administration’s', 'teams:anna', () => 'dialog våra'],
  ['search a common word', 'teams:anna', (i) => `exempel sök ${WHAT[i % WHAT.length]}`],
  ['search three words', 'slack:ulf', (i) => `exempel sök ${WHAT[i % 10]} ${WHERE[i % 9]} ${WHOM[i % 7]}`],
  [
    'search words that hardly meet',
    'teams:anna',
    (i) => `exempel sök läxhjälp ${i % 500} förening ${(i * 7) % 800}`,
  ],
  ['search a misspelt word', 'teams:guest', () => 'exempel sök läxhjläp'],
  ['search partner and year', 'teams:anna', () => 'dialog sök partner:friskis 2025'],
  ['search words and year', 'slack:ulf', (i) => `exempel sök ${WHAT[i % 10]} ${WHOM[i % 7]} 2023`],
  ['search words and month', 'slack:ulf', (i) => `exempel sök ${WHAT[i % 10]} mars 2024`],
  ['search a word, rare partner', 'teams:anna', (i) => `exempel sök läxhjälp partner:"Förening ${i % 800}"`],
  ['search principle and month', 'slack:ulf', () => 'dialog sök princip:dialog mars 2025'],
  ['show by code', 'teams:anna', (i) => `${String(record('E', i * 3 + 1).code)}`],
  ['digest, Teams', 'teams:anna', () => 'digest'],
  ['digest, guest', 'slack:guest', () => 'digest'],
];

/** Milliseconds at the middle and at the 99th of a hundred. */
async function measure(run: (i: number) => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const taken: number[] = [];
  for (let i = 0; i < ROUNDS + 10; i++) {
    const start = process.hrtime.bigint();
    await run(i);
    if (i >= 10) taken.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number): number => taken[Math.floor(taken.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Search, lists, show, digest and saving with many records, on the embedded store or on TEST_MONGODB_URI's. */
export async function benchRecords(print: (line: string) => void, count = 50_000): Promise<void> {
  const records: Records = await startRecords();
  const started = Date.now();
  await fill(records.connection, count);
  print(`${count} records, filled in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const line = (name: string, { p50, p99 }: { p50: number; p99: number }): void =>
    print(`${name.padEnd(34)} p50 ${p50.toFixed(1).padStart(7)} ms   p99 ${p99.toFixed(1).padStart(7)} ms`);
  for (const [name, person, words] of deeds) line(name, await measure((i) => records.say(person, words(i))));
  line(
    'log in one line, duplicates sought',
    await measure((i) =>
      records.say('teams:anna', `exempel: Läxhjälp i parken dag ${i} | RFSL | dialog | Text`),
    ),
  );
  if (records.slow.length > 0)
    print(`unindexed: ${JSON.stringify(records.slow[0])} (${records.slow.length})`);
  await records.stop();
}

if (require.main === module) {
  const count = Number(process.argv[2] ?? 50_000);
  void benchRecords((text) => process.stdout.write(`${text}\n`), count).then(() => process.exit(0));
}

import { pick } from '../storage/embedded/random';

type Json = Record<string, unknown>;
type Random = () => number;

const int = (random: Random, below: number): number => Math.floor(random() * below);

/** Values that code which trusts its input trips over. */
const ODD: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => '',
  () => [],
  () => ({}),
  () => true,
  () => -1,
  () => Number.MAX_SAFE_INTEGER,
  () => 1e308,
  () => 'x'.repeat(5_000),
  () => '\u0000\u001b[2J\u202e',
  () => '\ud800',
  () => '../../../etc/passwd',
  () => '{"$gt":""}',
  () => ({ $gt: '' }),
  () => ({ toString: 1, valueOf: 2 }),
  () => [[[[[[]]]]]],
  () => JSON.parse('{"__proto__":{"polluted":true}}'),
  () => '😀'.repeat(200),
  (random) => Array.from({ length: int(random, 300) }, (_, n) => n),
  (random) => random() * 1e12,
];

const POLLUTION = { enumerable: true, configurable: true, writable: true };

/** A copy in which some fields, however deep, are gone, doubled under a strange name, or hold something odd. */
export function mutateJson(random: Random, value: Json): unknown {
  const copy = structuredClone(value);
  for (let n = 1 + int(random, 5); n > 0; n -= 1) {
    const holders = objects(copy);
    const holder = pick(random, holders);
    const key = pick(random, Object.keys(holder));
    if (key === undefined) continue;
    const how = random();
    if (how < 0.3) delete holder[key];
    else if (how < 0.9) holder[key] = pick(random, ODD)(random);
    else Object.defineProperty(holder, '__proto__', { ...POLLUTION, value: { polluted: true } });
  }
  return random() < 0.02 ? pick(random, ODD)(random) : copy;
}

function objects(node: unknown): Json[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(objects);
  return Object.keys(node).length > 0 ? [node as Json, ...inner] : inner;
}

/** The bytes with some changed, cut off, or put in twice. */
export function mutateBytes(random: Random, sound: Buffer): Buffer {
  const bytes = Buffer.from(sound);
  for (let n = 1 + int(random, 4); n > 0; n -= 1) bytes[int(random, bytes.length)] = int(random, 256);
  const how = random();
  if (how < 0.2) return bytes.subarray(0, int(random, bytes.length));
  return how < 0.3 ? Buffer.concat([bytes, bytes.subarray(int(random, bytes.length))]) : bytes;
}

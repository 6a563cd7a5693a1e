import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ClassifierData } from './classifier';
import { BUCKETS } from './cues';

const FORMAT = 'cnatet-classifier-1';
const MOST_WEIGHTS = 4_000_000;
const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  buckets: z.literal(BUCKETS),
  classes: z.array(z.string().min(1)).min(2).max(65_535),
  weights: z.number().int().min(0).max(MOST_WEIGHTS),
  unit: z.number().positive(),
});

/** A classifier as a file: a line of JSON, then its lists end to end (little-endian), all of it compressed. */
export function encodeClassifier({ classes, unit, ...lists }: ClassifierData): Buffer {
  const header = { format: FORMAT, buckets: BUCKETS, classes, weights: lists.weights.length, unit };
  const { starts, bias, classOf, weights } = lists;
  const bytes = [starts, bias, classOf, weights].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bytes]), { level: 9 });
}

/** @throws Error when it is no such file or not whole; nothing of it can lead outside its own lists. */
export function decodeClassifier(file: Uint8Array): ClassifierData {
  const bytes = gunzipSync(file, { maxOutputLength: 32 * 1_024 * 1_024 });
  const end = bytes.indexOf(10);
  const header = headerSchema.parse(JSON.parse(bytes.subarray(0, end).toString('utf8')));
  const { classes, weights: count, unit } = header;
  let at = end + 1;
  /** Copied: a list of numbers must begin at a multiple of their size. */
  const next = (length: number): ArrayBuffer => {
    if (at + length > bytes.length) throw new Error('it ends early');
    const piece = Uint8Array.from(bytes.subarray(at, at + length));
    at += length;
    return piece.buffer;
  };
  const starts = new Uint32Array(next(4 * (BUCKETS + 1)));
  const bias = new Float32Array(next(4 * classes.length));
  const classOf = new Uint16Array(next(2 * count));
  const weights = new Int8Array(next(count));
  const ordered = starts.every((start, i) => start <= (starts[i + 1] ?? count));
  if (at !== bytes.length || !ordered || starts[BUCKETS] !== count) throw new Error('its lists do not agree');
  if (!classOf.every((number) => number < classes.length)) throw new Error('it names a class that it lacks');
  return { classes, bias, starts, classOf, weights, unit };
}

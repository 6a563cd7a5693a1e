import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Draws the app's icons: three places joined to a ring, one of them open. Teams wants a full square of 192 pixels, and a white
 * outline of 32 on nothing. `npx ts-node manifest/teams/draw-icons.ts` writes them beside this file.
 */
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const TEAL: Colour = [0x0f, 0x54, 0x5a, 0xff];
const WHITE: Colour = [0xff, 0xff, 0xff, 0xff];
const NOTHING: Colour = [0xff, 0xff, 0xff, 0];
/** Samples a side, so that edges are smooth. */
const SAMPLES = 4;

/** Places on a unit square, with the radius of their disc. */
const NODES = [
  { x: 0.5, y: 0.24, r: 0.125 },
  { x: 0.25, y: 0.68, r: 0.125 },
  { x: 0.75, y: 0.68, r: 0.125 },
] as const;
const LINE = 0.035;
const RIM = 0.05;

/** True when the point belongs to the drawing. The first node is a ring: it is the door. */
function inked(x: number, y: number): boolean {
  const [door, left, right] = NODES;
  const fromDoor = Math.hypot(x - door.x, y - door.y);
  if (fromDoor < door.r) return fromDoor > door.r - RIM;
  if ([left, right].some((node) => Math.hypot(x - node.x, y - node.y) < node.r)) return true;
  const lines = [
    [door, left],
    [left, right],
    [right, door],
  ] as const;
  return lines.some(([a, b]) => distanceToLine(x, y, a, b) < LINE);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function distanceToLine(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}

/** The part of a pixel, from 0 to 1, that the drawing covers. */
function coverage(column: number, row: number, size: number): number {
  let covered = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / size;
    if (inked(x, y)) covered += 1;
  }
  return covered / (SAMPLES * SAMPLES);
}

function draw(size: number, back: Colour, ink: Colour): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const part = coverage(column, row, size);
      const mixed = ink.map((value, n) => Math.round(value * part + (back[n] ?? 0) * (1 - part)));
      rows.set(mixed, row * (1 + size * 4) + 1 + column * 4);
    }
  }
  return png(size, rows);
}

function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, red green blue alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The icons by file name; the same bytes each time with the same zlib. */
export function drawIcons(): Readonly<Record<string, Buffer>> {
  return { 'color.png': draw(192, TEAL, WHITE), 'outline.png': draw(32, NOTHING, WHITE) };
}

if (require.main === module) {
  for (const [name, bytes] of Object.entries(drawIcons())) writeFileSync(path.join(__dirname, name), bytes);
}

import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export interface Copy {
  /** The stage it comes from; undefined for the build context. */
  readonly from?: string;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The last stage of the Dockerfile: what the image holds and runs. */
export interface Image {
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly copies: readonly Copy[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly text: string;
}

/** Reads the Dockerfile in the forms that ours is written in: JSON for commands, KEY=value for ENV. */
export function readImage(): Image {
  const text = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
  const all = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Instruction => {
      const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
      return { name, rest };
    });
  const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'));
  const of = (wanted: string): string[] => last.filter(({ name }) => name === wanted).map(({ rest }) => rest);
  const json = (command: string): string[] => JSON.parse(command.slice(command.indexOf('[')));
  return {
    user: of('USER').at(-1) ?? 'root',
    env: Object.fromEntries(
      of('ENV').flatMap((rest) => rest.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
    ),
    copies: of('COPY').map(readCopy),
    command: json(of('CMD')[0] ?? ''),
    healthcheck: json(of('HEALTHCHECK')[0] ?? ''),
    text,
  };
}

function readCopy(rest: string): Copy {
  const from = /^--from=(\S+)\s+/.exec(rest);
  const words = rest.slice(from?.[0].length ?? 0).split(/\s+/);
  return { from: from?.[1], sources: words.slice(0, -1), target: words.at(-1) ?? '' };
}

/**
 * Lays the image's files out under a folder as the Dockerfile's COPY lines say. `build` makes the compiled code where it is
 * told; the packages are linked, since installing them takes minutes.
 */
export function layOut(image: Image, folder: string, build: (target: string) => void): void {
  for (const { from, sources, target } of image.copies) {
    for (const source of sources) {
      const to = path.join(folder, target, target.endsWith('/') ? path.basename(source) : '');
      mkdirSync(path.dirname(to), { recursive: true });
      if (from === 'build') build(to);
      else if (from === 'dependencies') symlinkSync(path.join(ROOT, path.basename(source)), to);
      else cpSync(path.join(ROOT, source), to, { recursive: true });
    }
  }
}

/** True when .dockerignore, which shuts out everything but what it names, lets the path into the build. */
export function reachesBuild(source: string): boolean {
  const lines = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  return lines.includes('*') && lines.includes(`!${source}`) && existsSync(path.join(ROOT, source));
}

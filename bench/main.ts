import { benchTurns } from './turn';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Every benchmark in one run, or those named: `npm run bench -- turn knowledge`. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  turn: () => benchTurns(print),
};

async function main(names: readonly string[]): Promise<void> {
  for (const [name, run] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    print(`\n== ${name}`);
    await run();
  }
  process.exit(0);
}

void main(process.argv.slice(2));

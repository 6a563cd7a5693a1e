import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'mocha';

const made: string[] = [];

/** A fresh folder that is removed when the test run ends. */
export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'cnatet-embedded-'));
  made.push(dir);
  return dir;
}

after(async () => {
  await Promise.all(made.map((dir) => rm(dir, { recursive: true, force: true })));
});

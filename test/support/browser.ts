import { existsSync } from 'node:fs';
import os from 'node:os';
import { type Browser, chromium } from 'playwright-core';

/** Debian's chromium; other systems name theirs in CHROMIUM_PATH. */
const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Starts a headless browser that looks nothing up outside this machine. */
export function launchBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) throw new Error(`no browser at ${EXECUTABLE}: install Debian's chromium`);
  return chromium.launch({
    executablePath: EXECUTABLE,
    env: { ...process.env, HOME: os.tmpdir() },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

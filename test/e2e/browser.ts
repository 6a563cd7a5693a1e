import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** Debian's chromium; other systems name theirs in CHROMIUM_PATH. */
const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const SCREENSHOTS = path.resolve(__dirname, '../../screenshots');

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

/** The Playground's page, as a person in Teams uses it. */
export class PlaygroundPage {
  constructor(private readonly page: Page) {}

  /** Types a message and sends it; resolves with the bot's next message once it holds `expected`. */
  async say(text: string, expected: string | RegExp): Promise<void> {
    const box = this.page.locator('div[role=textbox][contenteditable=true]').first();
    await box.click();
    await this.page.keyboard.insertText(text);
    await this.page.getByRole('button', { name: 'Send Message' }).first().click();
    await this.shows(expected);
  }

  async shows(expected: string | RegExp): Promise<void> {
    await this.page.getByText(expected).last().waitFor({ state: 'visible', timeout: 20_000 });
  }

  /** The newest card. */
  card(): Locator {
    return this.page.locator('.ac-adaptiveCard').last();
  }

  /** The whole page, and the conversation alone. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
    const chat = { x: 332, y: 50, width: 616, height: 880 };
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}-chat.png`), clip: chat });
  }
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { createLogger } from '../../src/log';
import { startPlayground } from '../../src/platforms/teams/playground';
import { ROOT } from '../support/app';
import { launchBrowser } from '../support/browser';

const SCREENSHOTS = path.resolve(__dirname, '../../screenshots');

/** The Playground before a bot, in a browser; `close` ends both. */
export async function openPlayground(
  bot: string,
): Promise<{ teams: PlaygroundPage; close(): Promise<void> }> {
  const stop = new AbortController();
  const endpoint = `${bot}/api/messages`;
  const log = createLogger('silent');
  const url = await startPlayground({ endpoint, rootDir: ROOT, log, signal: stop.signal });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(url);
  return {
    teams: new PlaygroundPage(page),
    close: async () => {
      await browser.close();
      stop.abort();
    },
  };
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

  /** The newest card in full, also what must be scrolled to. */
  async cardScreenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const usual = this.page.viewportSize() ?? { width: 1280, height: 1000 };
    const { height = 0 } = (await this.card().boundingBox()) ?? {};
    // The page's own bars, above and below.
    await this.page.setViewportSize({ ...usual, height: Math.ceil(height) + 600 });
    await this.card().screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
    await this.page.setViewportSize(usual);
  }

  /** The whole page, and the conversation alone. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
    const chat = { x: 332, y: 50, width: 616, height: 880 };
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}-chat.png`), clip: chat });
  }
}

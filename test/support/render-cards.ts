import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { CARD, Renderer } from '../../src/platforms/teams/render';
import { loadTemplates } from '../../src/platforms/teams/templates';
import { samples } from '../platforms/teams/samples';
import { launchBrowser } from './browser';
import { hostConfig, page as pageOf } from './card-page';

/**
 * Draws every kind of card as Teams roughly would, into the ignored folder `screenshots/`, to be looked at: light, dark, as narrow
 * as a phone, and unfolded. `npx ts-node test/support/render-cards.ts [sample]`; needs /usr/bin/chromium.
 */
const ROOT = path.resolve(__dirname, '../..');
const LIBRARY = path.join(ROOT, 'node_modules/adaptivecards/dist/adaptivecards.min.js');
const looks = [
  { name: 'light', dark: false, width: 520, open: false },
  { name: 'dark', dark: true, width: 520, open: false },
  { name: 'narrow', dark: false, width: 320, open: false },
  { name: 'open', dark: false, width: 520, open: true },
] as const;

interface Shown {
  readonly title: string;
  readonly text?: string;
  readonly card?: unknown;
}

function collect(name: string): Shown[] {
  const renderer = new Renderer(loadTemplates(path.join(ROOT, 'adaptive-cards')));
  return Object.entries(samples).flatMap(([kind, list]) =>
    list
      .filter((sample) => sample.name === name)
      .map(({ view }) => {
        const { text, attachments = [] } = renderer.message(view, 'sv');
        const card = attachments.find(({ contentType }) => contentType === CARD)?.content;
        return { title: kind, text, card };
      }),
  );
}

/** With all that a press would unfold. */
function opened(card: unknown): unknown {
  return JSON.parse(JSON.stringify(card ?? null, (key, value) => (key === 'isVisible' ? true : value)));
}

async function draw(browser: Browser, name: string): Promise<void> {
  const shown = collect(name);
  for (const look of looks) {
    const tab = await browser.newPage({ viewport: { width: look.width, height: 800 }, deviceScaleFactor: 1 });
    await tab.setContent(pageOf(look.dark));
    await tab.addScriptTag({ path: LIBRARY });
    for (const { title, text = '', card } of shown) {
      const config = hostConfig(look.dark);
      const script = `show(${JSON.stringify(title)}, ${JSON.stringify(text)}, ${JSON.stringify(look.open ? opened(card) : (card ?? null))}, ${JSON.stringify(config)})`;
      await tab.evaluate(script);
    }
    for (const { title } of shown) {
      const file = path.join(ROOT, 'screenshots', 'teams', `${name}-${title}-${look.name}.png`);
      await tab.locator(`section[data-kind="${title}"]`).screenshot({ path: file });
    }
    await tab.close();
  }
}

async function main(names: readonly string[]): Promise<void> {
  mkdirSync(path.join(ROOT, 'screenshots', 'teams'), { recursive: true });
  const browser = await launchBrowser();
  try {
    for (const name of names) await draw(browser, name);
  } finally {
    await browser.close();
  }
}

void main(process.argv.length > 2 ? process.argv.slice(2) : ['empty', 'typical', 'hostile']);

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createCatalog } from '../../src/features/catalog';
import { restOf } from '../../src/features/digest/view';
import { createKnowledge, loadPack } from '../../src/knowledge';
import { renderMessage } from '../../src/platforms/slack/render/message';
import { CARD, Renderer } from '../../src/platforms/teams/render';
import { loadTemplates } from '../../src/platforms/teams/templates';
import type { DigestView } from '../../src/views/views';
import { month, monthNames } from '../features/digest/months';
import { launchBrowser } from './browser';
import { hostConfig, page as pageOf } from './card-page';
import { blocksToHtml } from './render-blocks';

/**
 * Draws the month's digest as Teams and Slack roughly would, into the ignored folder `screenshots/digest/`, to be looked at.
 * `npx ts-node test/support/render-digest.ts`; needs /usr/bin/chromium.
 */
const ROOT = path.resolve(__dirname, '../..');
const OUT = path.join(ROOT, 'screenshots', 'digest');
const LIBRARY = path.join(ROOT, 'node_modules/adaptivecards/dist/adaptivecards.min.js');
const looks = [
  { name: 'light', dark: false, width: 520, open: false },
  { name: 'dark', dark: true, width: 520, open: true },
  { name: 'narrow', dark: false, width: 320, open: false },
  { name: 'open', dark: false, width: 520, open: true },
] as const;

async function drawTeams(browser: Browser, name: string, view: DigestView): Promise<void> {
  const renderer = new Renderer(loadTemplates(path.join(ROOT, 'adaptive-cards')));
  const { attachments = [] } = renderer.message(view, 'sv');
  const card = attachments.find(({ contentType }) => contentType === CARD)?.content;
  for (const look of looks) {
    const tab = await browser.newPage({ viewport: { width: look.width, height: 800 }, deviceScaleFactor: 1 });
    await tab.setContent(pageOf(look.dark));
    await tab.addScriptTag({ path: LIBRARY });
    const shown = look.open
      ? JSON.parse(JSON.stringify(card, (key, value) => (key === 'isVisible' ? true : value)))
      : card;
    await tab.evaluate(
      `show('digest', '', ${JSON.stringify(shown)}, ${JSON.stringify(hostConfig(look.dark))})`,
    );
    const file = path.join(OUT, `teams-${name}-${look.name}.png`);
    await tab.locator('section').screenshot({ path: file });
    await tab.close();
  }
}

async function drawSlack(browser: Browser, name: string, view: DigestView): Promise<void> {
  for (const [part, shown] of [
    ['message', view],
    ['more', restOf(view, 'sv')],
  ] as const) {
    const message = renderMessage({ views: [shown], language: 'sv' });
    const html = blocksToHtml({ type: 'message', blocks: message.blocks });
    const tab = await browser.newPage({ viewport: { width: 640, height: 600 }, deviceScaleFactor: 1 });
    await tab.setContent(html);
    writeFileSync(path.join(OUT, `slack-${name}-${part}.json`), JSON.stringify(message.blocks, undefined, 1));
    await tab.screenshot({ path: path.join(OUT, `slack-${name}-${part}.png`), fullPage: true });
    await tab.close();
  }
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const knowledge = createKnowledge(await loadPack(path.join(ROOT, 'knowledge/orebro')));
  const pack = { catalog: createCatalog(knowledge), milestones: knowledge.milestones };
  const browser = await launchBrowser();
  try {
    for (const name of monthNames) {
      for (const kind of ['channel', 'person'] as const) {
        const view = month(name, kind, pack);
        await drawTeams(browser, `${name}-${kind}`, view);
        await drawSlack(browser, `${name}-${kind}`, view);
      }
    }
  } finally {
    await browser.close();
  }
}

void main();

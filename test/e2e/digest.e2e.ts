import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { createCatalog } from '../../src/features/catalog';
import { loadKnowledge } from '../../src/knowledge';
import { Renderer } from '../../src/platforms/teams/render';
import { loadTemplates } from '../../src/platforms/teams/templates';
import type { DigestView } from '../../src/views/views';
import { type MonthName, month } from '../features/digest/months';
import { ROOT } from '../support/app';
import { openPlayground } from './browser';

const renderer = new Renderer(loadTemplates(path.join(ROOT, 'adaptive-cards')));

/** Answers the words `full person` with that month's digest, as Teams would get it. */
async function startMonths(shown: Map<string, DigestView>): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end('{}');
    const { type, text = '', serviceUrl, conversation, from, recipient, id, channelId } = JSON.parse(body);
    const view = shown.get(text.replace(/<[^>]+>/g, '').trim());
    if (type !== 'message' || view === undefined) return;
    const place = `v3/conversations/${encodeURIComponent(conversation.id)}/activities/${encodeURIComponent(id)}`;
    const said = { from: recipient, recipient: from, conversation, channelId, replyToId: id };
    await fetch(new URL(place, `${serviceUrl.replace(/\/$/, '')}/`), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...renderer.message(view, 'sv'), ...said }),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('the digest in the Agents Playground', () => {
  let months: Server;
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  let pack: Parameters<typeof month>[2];
  const shown = new Map<string, DigestView>();

  before(async () => {
    const { knowledge } = await loadKnowledge(path.join(ROOT, 'knowledge/orebro'));
    pack = { catalog: createCatalog(knowledge), milestones: knowledge.milestones };
    months = await startMonths(shown);
    playground = await openPlayground(`http://127.0.0.1:${(months.address() as AddressInfo).port}`);
  });
  after(async () => {
    await playground?.close();
    months?.close();
  });

  for (const name of ['full', 'empty', 'longest'] satisfies MonthName[]) {
    it(`of the ${name} month is at a glance, and unfolds`, async () => {
      const { teams } = playground;
      const view = month(name, 'person', pack);
      shown.set(`${name} person`, view);
      await teams.say(`${name} person`, /^Månadens princip/);
      const card = teams.card();
      const [first, last] = [view.more[0]?.heading ?? '', view.more.at(-1)?.heading ?? ''];
      expect(await card.innerText())
        .to.include(view.sections[0]?.heading)
        .and.not.include(last);
      await teams.cardScreenshot(`digest-${name}`);
      await card.getByRole('button', { name: 'Visa mer' }).click();
      await card.getByText(last).waitFor({ state: 'visible', timeout: 20_000 });
      await teams.cardScreenshot(`digest-${name}-open`);
      expect(await card.innerText()).to.include(first);
      for (const { label, value } of view.chart?.bars ?? []) {
        expect(await card.getByRole('img', { name: `${label}: ${value}` }).count(), label).to.equal(1);
      }
    });
  }
});

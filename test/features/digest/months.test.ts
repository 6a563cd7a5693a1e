import path from 'node:path';
import { expect } from 'chai';
import { digestText } from '../../../src/features/digest/text';
import { restOf } from '../../../src/features/digest/view';
import { renderMessage } from '../../../src/platforms/slack/render/message';
import { CARD, Renderer } from '../../../src/platforms/teams/render';
import { loadTemplates } from '../../../src/platforms/teams/templates';
import { renderView } from '../../../src/platforms/terminal/render';
import type { DigestView } from '../../../src/views/views';
import { messageSchema } from '../../platforms/slack/limits-schema';
import { catalog, milestones } from '../../records/catalog';
import { adaptiveCardSchema } from '../../support/adaptive-card-schema';
import { ROOT } from '../../support/app';
import { month, monthNames } from './months';

const renderer = new Renderer(loadTemplates(path.join(ROOT, 'adaptive-cards')));
const SHORTENED = 'Allt får inte plats';

const cardOf = (view: DigestView) => {
  const message = renderer.message(view, 'sv');
  const card = message.attachments?.find(({ contentType }) => contentType === CARD)?.content;
  return { message, card };
};
const slackOf = (view: DigestView) => messageSchema.parse(renderMessage({ views: [view], language: 'sv' }));

describe('a month of the digest', () => {
  for (const name of monthNames) {
    for (const kind of ['channel', 'person'] as const) {
      for (const language of ['sv', 'en'] as const) {
        it(`${name}, for a ${kind}, ${language}: is valid and fits in Teams, in Slack and in the terminal`, () => {
          const view = month(name, kind, { catalog, milestones }, language);
          const { message, card } = cardOf(view);
          expect(adaptiveCardSchema.safeParse(card).error?.issues ?? []).to.deep.equal([]);
          expect(Buffer.byteLength(JSON.stringify(message))).to.be.below(28 * 1024);
          slackOf(view);
          slackOf(restOf(view, language));
          expect(renderView(view).text).to.include(view.title);
        });
      }
    }
  }

  it('usually is whole: a full one is not shortened on either platform', () => {
    for (const kind of ['channel', 'person'] as const) {
      const view = month('full', kind, { catalog, milestones });
      expect(JSON.stringify(cardOf(view).card)).to.not.include(SHORTENED);
      for (const part of [view, restOf(view, 'sv')])
        expect(JSON.stringify(slackOf(part))).to.not.include('får inte plats');
    }
  });

  it('loses, where it is too long for Teams, records of what is folded, and nothing else', () => {
    for (const kind of ['channel', 'person'] as const) {
      const view = month('longest', kind, { catalog, milestones });
      const card = JSON.stringify(cardOf(view).card);
      expect(card).to.include(SHORTENED);
      const whole = [
        view.greeting,
        view.footer,
        ...view.sections.flatMap(({ text, items }) => [
          text,
          ...items.flatMap(({ title, detail }) => [title, detail]),
        ]),
        ...view.more.flatMap(({ heading, items }) => [
          heading,
          ...items.filter(({ code }) => code === undefined).map(({ detail }) => detail),
        ]),
      ];
      expect(whole.filter((text) => text !== undefined)).to.have.length.above(20);
      for (const text of whole)
        if (text !== undefined) expect(card).to.include(JSON.stringify(text).slice(1, -1));
      const folded = view.more.flatMap(({ items }) => items).filter(({ code }) => code !== undefined);
      const kept = folded.filter(({ code = '' }) => card.includes(code));
      expect(kept.length).to.be.within(8, folded.length);
      if (kept.length < folded.length) expect(card).to.not.match(/Här är \d+ av 16/);
    }
  });

  it('is divided in Slack between its rows, never within one', () => {
    const rest = restOf(month('longest', 'person', { catalog, milestones }), 'sv');
    const sections = JSON.parse(JSON.stringify(slackOf(rest).blocks)) as { text?: { text: string } }[];
    const texts = sections.flatMap(({ text }) => (text === undefined ? [] : [text.text]));
    expect(
      texts.some((text) => text.length > 1_500),
      'some fill a block',
    ).to.equal(true);
    for (const text of texts) {
      expect(text.match(/\*/g)?.length ?? 0, text).to.satisfy((count: number) => count % 2 === 0);
      expect(text).to.match(/^(\*|•|[A-ZÅÄÖ0-9])/);
    }
  });

  it('is at a glance first: what is personal, new, waiting and the month’s principle; the rest is folded', () => {
    const person = month('full', 'person', { catalog, milestones });
    expect(person.sections.map(({ heading }) => heading)).to.deep.equal([
      'För dig: kultur-och-fritidsforvaltningen',
      'Nya samverkansexempel',
      'Månadens princip: Dialog',
    ]);
    const channel = month('full', 'channel', { catalog, milestones });
    expect(channel.sections.map(({ heading }) => heading)).to.deep.equal([
      'Nya samverkansexempel',
      'Väntar på uppföljning',
      'Månadens princip: Dialog',
    ]);
    expect(digestText(channel)).to.not.include('För dig');
    expect(channel.more.map(({ heading }) => heading)).to.deep.equal([
      'Vad dialogerna ledde till',
      'Dialoger som har rört sig',
      'Exempel som har uppdaterats',
      'Samverkansrådet',
      'På gång',
      'Täckning 2026',
    ]);
    const slack = JSON.stringify(slackOf(channel));
    expect(slack).to.include('Visa mer').and.not.include('På gång');
  });

  it('is short when it was empty: no zeros, no chart, nothing invented', () => {
    const view = month('empty', 'channel', { catalog, milestones });
    expect(view.numbers).to.deep.equal([]);
    expect(view.chart).to.equal(undefined);
    expect(view.sections.map(({ heading }) => heading)).to.deep.equal([
      'En lugn period',
      'Månadens princip: Dialog',
    ]);
    expect(JSON.stringify(cardOf(view).card).length).to.be.below(8_000);
  });

  it('has a chart in Teams, whose numbers stand as text too, also where charts are unknown', () => {
    const card = JSON.stringify(cardOf(month('full', 'channel', { catalog, milestones })).card);
    expect(card).to.include('"type":"Chart.HorizontalBar"').and.include('{"x":"Planerad: 6","y":6}');
    expect(card.match(/\{"title":"Planerad","value":"6"\}/g)).to.have.length(2);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of the card templates, not of TypeScript
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AdaptiveCard, SerializationContext } from 'adaptivecards';
import { expect } from 'chai';
import { Renderer } from '../../../src/platforms/teams/render';
import { loadTemplates } from '../../../src/platforms/teams/templates';
import type { View } from '../../../src/views/views';
import { adaptiveCardSchema, chatCardSchema, dialogCardSchema } from '../../support/adaptive-card-schema';
import { ROOT } from './harness';
import { HOSTILE } from './sample-views';
import { samples } from './samples';

interface CardLibrary {
  readonly AdaptiveCard: new () => AdaptiveCard;
  readonly SerializationContext: new () => SerializationContext;
}

// The package's main file is an ES module that names none of its imports' extensions; the bundle is the one that loads.
const library: CardLibrary = createRequire(__filename)('adaptivecards/dist/adaptivecards.js');

// The library knows no charts, and tests `lang` with a global pattern, which refuses every other card.
const KNOWN = [
  'Unknown element type "Chart.HorizontalBar". Fallback will be used if present.',
  'Invalid value "sv" for property "lang".',
  'Invalid value "en" for property "lang".',
];
const LIMIT = 28 * 1024;
const renderer = new Renderer(loadTemplates(path.join(ROOT, 'adaptive-cards')));
const all: readonly (readonly [string, View])[] = Object.entries(samples).flatMap(([kind, list]) =>
  list.map(({ name, view }) => [`${kind}, ${name}`, view] as const),
);

/** What Microsoft's own library finds wrong with a card. */
function complaints(card: object): string[] {
  const context = new library.SerializationContext();
  const parsed = new library.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  const properties = parsed.validateProperties().validationEvents.map((event) => event.message);
  return [...events, ...properties].filter((message) => !KNOWN.includes(message));
}

function expectValid(card: object): void {
  expect(adaptiveCardSchema.safeParse(card).error?.issues ?? []).to.deep.equal([]);
  expect(complaints(card)).to.deep.equal([]);
  const ids = [...JSON.stringify(card).matchAll(/"id":"([^"]+)","(?:label|isVisible)/g)].map(
    (match) => match[1],
  );
  expect(new Set(ids).size).to.equal(ids.length);
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('Teams: cards', () => {
  for (const [name, view] of all) {
    it(`are valid and fit: ${name}`, () => {
      const message = renderer.message(view, 'sv');
      expect(sizeOf(message)).to.be.below(LIMIT);
      expect((message.text ?? message.summary ?? '').trim()).to.not.equal('');
      for (const attachment of message.attachments ?? []) expectValid(attachment.content);
      const card = renderer.card(view, 'en') as object;
      expect(sizeOf(card)).to.be.below(LIMIT);
      expectValid(card);
      const dialog = renderer.dialog(view, 'sv') as object;
      expect(sizeOf(dialog)).to.be.below(LIMIT);
      expectValid(dialog);
      dialogCardSchema.parse(dialog);
    });
  }

  it('open forms in dialogs, and nothing else', () => {
    const opening = new Renderer(
      loadTemplates(path.join(ROOT, 'adaptive-cards')),
      (name) => name === 'example.new',
    );
    const card = opening.card(find('home', 'typical'), 'sv');
    chatCardSchema.parse(card);
    expect(complaints(card as object)).to.deep.equal([]);
    expect(JSON.stringify(card).match(/"task\/fetch"/g)).to.have.length(1);
  });

  it('say so when they are shortened, and only then', () => {
    for (const [name, view] of all) {
      const said = JSON.stringify(renderer.message(view, 'sv')).includes('Allt får inte plats');
      const whole = ['form', 'choice'].includes(view.kind) && name.endsWith('longest');
      if (!whole) expect([name, said]).to.deep.equal([name, name.endsWith('longest')]);
    }
  });

  it('say nothing both in the text and in the card', () => {
    const { text = '', attachments = [] } = renderer.message(find('answer', 'typical'), 'sv');
    const card = JSON.stringify(attachments[0]?.content.body);
    const sentences = text.split(/\n+/).filter((line) => line.length > 10);
    expect(sentences).to.have.length.above(3);
    for (const sentence of sentences) expect(card).to.not.contain(sentence.slice(2, 30));
  });

  it('leave links that can be tapped, for mail and telephone too', () => {
    const { text } = renderer.message(find('answer', 'typical'), 'sv');
    expect(text).to.contain('[servicecenter@orebro.se](mailto:servicecenter@orebro.se)');
    expect(text).to.contain('[019-21 10 00](tel:+4619211000)');
  });

  it('let nothing through that a user wrote as markup', () => {
    for (const [name, view] of all.filter(
      ([label]) => label.endsWith('hostile') && !label.startsWith('answer'),
    )) {
      const card = renderer.card(view, 'sv') as { body: object };
      const blocks = [
        ...JSON.stringify(card.body).matchAll(/"type":"TextBlock","text":("(?:[^"\\]|\\.)*")/g),
      ];
      for (const [, text = '""'] of blocks) {
        const shown: string = JSON.parse(text);
        expect(shown, name).to.not.match(/(?<!\\)[*_[<~`]|\{\{|\]\(javascript/);
      }
    }
  });

  it('escape HTML in the text of a message, but not in a link of ours', () => {
    const { text = '' } = renderer.message({ kind: 'notice', tone: 'info', text: HOSTILE }, 'sv');
    expect(text).to.contain('&lt;at&gt;alla&lt;/at&gt;').and.contain('\\*\\*fet\\*\\*').and.not.match(/<\w/);
  });

  it('put values in as they are, never as templates', () => {
    const card = JSON.stringify(renderer.card(find('record', 'hostile'), 'sv'));
    expect(card).to.contain('${title}');
  });

  it('never make a link of an address that is not one', () => {
    expect(JSON.stringify(renderer.card(find('record', 'hostile'), 'sv'))).to.not.contain('](javascript');
    const link = { label: 'x', url: 'https://a.example/b)c](https://evil.example' };
    const card = JSON.stringify(renderer.card({ ...find('record', 'typical'), links: [link] } as View, 'sv'));
    expect(card).to.contain('[x](https://a.example/b%29c%5D%28https://evil.example)');
  });

  it('keep what was typed, and say at the field what is wrong', () => {
    const card = renderer.card(find('form', 'hostile'), 'sv');
    const inputs = new Map<string, Record<string, unknown>>();
    JSON.stringify(card, (_key, value) => {
      if (typeof value?.type === 'string' && value.type.startsWith('Input.')) inputs.set(value.id, value);
      return value;
    });
    expect(inputs.get('title')?.value).to.equal(HOSTILE);
    expect(inputs.get('partners')?.value).to.equal('Friskis&Svettis Örebro');
    expect(inputs.get('partners.own')?.value).to.equal(HOSTILE);
    expect(inputs.get('principles')?.value).to.equal('Dialog,Mångfald');
    expect(inputs.get('form')?.value).to.equal('Evenemang%2C öppet');
    expect(JSON.stringify(card))
      .to.contain('Rätta Titel: skriv minst tre tecken')
      .and.contain('Någon annan har sparat under tiden.');
  });

  it('ask for suggestions by the name of their source', () => {
    expect(JSON.stringify(renderer.card(find('form', 'typical'), 'sv'))).to.contain(
      '"choices.data":{"type":"Data.Query","dataset":"signatories"}',
    );
  });
});

function find(kind: View['kind'], name: string): View {
  const sample = samples[kind].find((candidate) => candidate.name === name);
  if (sample === undefined) throw new Error(`no sample ${kind} ${name}`);
  return sample.view;
}

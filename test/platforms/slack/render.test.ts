import { expect } from 'chai';
import { limits } from '../../../src/platforms/slack/limits';
import { renderMessage } from '../../../src/platforms/slack/render/message';
import { formModal, homeView, replyModal, textModal } from '../../../src/platforms/slack/render/modal';
import type { View } from '../../../src/views/views';
import { homeSchema, messageSchema, modalSchema } from './limits-schema';
import { answer, everyView, type Filling, fillings, form, list, notice, record } from './sample-views';

const place = { channel: 'C00000001', kind: 'channel' as const, at: 1_700_000_000_000 };
const reply = (...views: View[]) => ({ views, language: 'sv' as const });
const typical = fillings[1] as Filling;
const texts = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
    JSON.parse(`"${text}"`),
  );

describe('slack: what is rendered keeps within Slack’s limits', () => {
  for (const filling of fillings) {
    for (const view of everyView(filling)) {
      it(`${view.kind}, ${filling.name}: as a message, a modal and a home tab`, () => {
        messageSchema.parse(renderMessage(reply(view), { kind: 'words', text: filling.body }));
        messageSchema.parse(
          renderMessage(reply(view), { kind: 'action', name: 'example.new', id: 'E-2026-014' }),
        );
        modalSchema.parse(replyModal(reply(view)));
        homeSchema.parse(homeView(reply(view)));
      });
    }
    it(`all views at once, ${filling.name}`, () => {
      messageSchema.parse(renderMessage(reply(...everyView(filling))));
    });
    it(`a form as a modal, ${filling.name}`, () => {
      modalSchema.parse(formModal(form(filling), 'sv', place));
      modalSchema.parse(textModal(filling.body || 'Sparar …', 'sv'));
    });
  }

  it('reads no marks in what people wrote in a record', () => {
    const marks = '*fet* _kursiv_ ~struket~ `kod`';
    const view = { ...record(typical), paragraphs: [{ heading: 'Utfall', text: marks }], history: [marks] };
    const { blocks } = messageSchema.parse(renderMessage(reply(view)));
    const held = JSON.stringify(blocks).match(/\{"type":"(\w+)","text":"\*fet\*[^}]*\}/g) ?? [];
    expect(held.map((one) => one.includes('plain_text'))).to.deep.equal([true, true]);
  });

  it('says something also when there is nothing to say', () => {
    expect(messageSchema.parse(renderMessage(reply())).text).to.equal('Klart.');
  });

  it('the schema refuses what Slack refuses', () => {
    const good = renderMessage(reply(record(typical)));
    const [first] = good.blocks;
    const bad: Record<string, unknown> = {
      '51 blocks': { ...good, blocks: Array.from({ length: 51 }, () => first) },
      'no text': { ...good, text: '' },
      'no blocks': { ...good, blocks: [] },
      'a long section': {
        ...good,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001), verbatim: true } }],
      },
      'a mention': {
        ...good,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<!channel>', verbatim: true } }],
      },
      'half an entity': {
        ...good,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a &am…', verbatim: true } }],
      },
      'an unknown block': { ...good, blocks: [{ type: 'blink' }] },
      'an empty section': { ...good, blocks: [{ type: 'section' }] },
    };
    for (const [what, message] of Object.entries(bad))
      expect(messageSchema.safeParse(message).success, what).to.equal(false);
  });
});

describe('slack: how views look', () => {
  it('disarms what a user wrote', () => {
    const hostile = fillings.find(({ name }) => name === 'hostile') as Filling;
    const { text, blocks } = renderMessage(reply(notice(hostile)));
    const [section] = texts(blocks);
    expect(section).to.include('&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|trygg&gt; &amp;amp;');
    expect(text).to.include('&lt;!channel&gt;');
  });

  it('turns our own links, bold and lists into mrkdwn', () => {
    const [body] = texts(renderMessage(reply(answer(typical))).blocks);
    expect(body).to.equal(
      'Unga från *Varberga* får läxhjälp.\n\n• måndagar\n• <https://example.se/a?b=1&amp;c=2|mer>\n\nTvå rader.',
    );
  });

  it('links addresses and numbers', () => {
    const view = notice({ ...typical, count: 0 });
    const body =
      '[info@example.se](mailto:info@example.se), [019-21 10 00](tel:+4619211000), [x](javascript:alert(1))';
    const [text] = texts(renderMessage(reply({ ...answer(typical), body }, view)).blocks);
    expect(text).to.equal(
      '<mailto:info@example.se|info@example.se>, <tel:+4619211000|019-21 10 00>, [x](javascript:alert(1))',
    );
  });

  it('counts what a list leaves out', () => {
    const many = { ...typical, count: 60 };
    const { blocks } = renderMessage(reply(list(many)));
    const shown = blocks.filter((block) => block.type === 'section' && block.accessory !== undefined).length;
    expect(shown).to.be.within(10, 30);
    expect(texts(blocks)).to.include(`… och ${60 - shown} till`);
  });

  it('gives every button its name, id and language, and nothing more', () => {
    const { blocks } = renderMessage(
      reply({ ...notice(typical), actions: [{ name: 'example.edit', id: 'E-2026-014', label: 'Ändra' }] }),
    );
    const row = blocks.find((block) => block.type === 'actions');
    expect(row).to.deep.equal({
      type: 'actions',
      elements: [
        {
          type: 'button',
          text: { type: 'plain_text', text: 'Ändra', emoji: false },
          action_id: 'example.edit~0',
          value: '{"i":"E-2026-014","l":"sv"}',
        },
      ],
    });
  });

  it('offers a form that could not be opened as a button, or as words when they are too long to carry', () => {
    const carried = renderMessage(reply(form(typical)), { kind: 'words', text: 'exempel ny' });
    expect(JSON.stringify(carried.blocks)).to.include('slack.say~0').and.to.include('exempel ny');
    const long = renderMessage(reply(form(typical)), { kind: 'words', text: 'x'.repeat(1901) });
    expect(JSON.stringify(long.blocks)).not.to.include('"button"');
  });

  it('divides a text that is longer than an input takes, losing nothing', () => {
    const value = `${'å'.repeat(2999)}😀${'slut'.repeat(200)}`;
    const field = { id: 'text', label: 'Vad gjordes', type: 'longtext' as const, required: true, value };
    const modal = formModal({ ...form(typical), fields: [field], errors: undefined }, 'sv', place);
    const inputs = modal.blocks.flatMap((block) =>
      block.type === 'input' && 'element' in block && block.element.type === 'plain_text_input'
        ? [{ id: block.block_id, label: block.label.text, value: block.element.initial_value }]
        : [],
    );
    expect(inputs.map(({ id, label }) => [id, label])).to.deep.equal([
      ['text', 'Vad gjordes (del 1 av 2)'],
      ['text#2', 'Vad gjordes (del 2 av 2)'],
    ]);
    expect(inputs.map((input) => input.value).join('')).to.equal(value);
    expect(Math.max(...inputs.map((input) => input.value?.length ?? 0))).to.be.at.most(limits.inputText);
  });
});

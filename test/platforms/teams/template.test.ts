// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of the card templates, not of TypeScript
import { expect } from 'chai';
import { shorten } from '../../../src/platforms/teams/fit';
import { encodeChoice, readValues } from '../../../src/platforms/teams/form-values';
import { escapeMarkdown, markupToMarkdown } from '../../../src/platforms/teams/markdown';
import { compile, type Json, type JsonObject } from '../../../src/platforms/teams/template';

describe('Teams: the template language', () => {
  const cases: [string, Json, JsonObject, Json][] = [
    ['text with placeholders', 'Hej ${name}, ${n} st', { name: 'Bo', n: 2 }, 'Hej Bo, 2 st'],
    [
      'a value with its type',
      { a: '${n}', b: '${flag}', c: '${list}' },
      { n: 2, flag: false, list: [1] },
      { a: 2, b: false, c: [1] },
    ],
    ['a path', '${a.b.c}', { a: { b: { c: 'x' } } }, 'x'],
    ['nothing where there is no value', { a: '${none}', b: 'x${none}y' }, {}, { b: 'xy' }],
    [
      'a repeated element',
      [{ $data: '${rows}', t: '${t}' }, 'end'],
      { rows: [{ t: 1 }, { t: 2 }] },
      [{ t: 1 }, { t: 2 }, 'end'],
    ],
    ['none of an empty list', [{ $data: '${rows}', t: 1 }], { rows: [] }, []],
    [
      'an object as scope',
      [{ $data: '${o}', t: '${t}', r: '${$root.t}' }],
      { o: { t: 1 }, t: 2 },
      [{ t: 1, r: 2 }],
    ],
    [
      'the item itself',
      [{ $data: '${names}', t: '${$data}' }],
      { names: ['a', 'b'] },
      [{ t: 'a' }, { t: 'b' }],
    ],
    [
      'a condition',
      [
        { $when: '${yes}', t: 1 },
        { $when: '${no}', t: 2 },
        { $when: '${none}', t: 3 },
      ],
      { yes: true, no: false },
      [{ t: 1 }],
    ],
    [
      'a condition on each item',
      [{ $data: '${rows}', $when: '${on}', t: '${t}' }],
      { rows: [{ on: true, t: 1 }, { t: 2 }] },
      [{ t: 1 }],
    ],
    ['values that look like placeholders', '${a}', { a: '${b}', b: 'secret' }, '${b}'],
    ['only own properties', { a: '${toString}', b: '${x.constructor}' }, { x: {} }, {}],
  ];
  for (const [what, template, data, expected] of cases) {
    it(`fills ${what}`, () => expect(compile(template)(data)).to.deep.equal(expected));
  }

  it('refuses to repeat over what is no list', () => {
    expect(() => compile([{ $data: '${n}' }])({ n: 5 })).to.throw('$data');
  });
});

describe('Teams: text', () => {
  const escapes: [string, string, string][] = [
    ['**a** _b_', '\\*\\*a\\*\\* \\_b\\_', '\\*\\*a\\*\\* \\_b\\_'],
    ['- a\n1. b\n# c', '\\- a\n1\\. b\n\\# c', '\\- a\n1\\. b\n\\# c'],
    ['kl 14.30 - slut', 'kl 14.30 - slut', 'kl 14.30 - slut'],
    ['<b> & &lt;', '&lt;b&gt; &amp; &amp;lt;', '\\<b\\> \\& \\&lt;'],
    ['a\u202eb\u2066c', 'abc', 'abc'],
    ['{{DATE(x)}}', '{{DATE(x)}}', '{\\{DATE(x)}}'],
    ['a\\*b', 'a\\\\\\*b', 'a\\\\\\*b'],
  ];
  for (const [text, message, card] of escapes) {
    it(`shows ${JSON.stringify(text)} as it is`, () => {
      expect(escapeMarkdown(text, 'message')).to.equal(message);
      expect(escapeMarkdown(text, 'card')).to.equal(card);
    });
  }

  it('keeps lists, bold, links and lines of our own markup', () => {
    expect(markupToMarkdown('a **b**\nc\n\n- d_e\n- [f](https://g.se/(h))', 'message')).to.equal(
      'a **b**  \nc\n\n- d\\_e\n- [f](https://g.se/%28h)\\)'.replace('\\)', ')'),
    );
  });

  it('shortens between characters, never inside one', () => {
    expect(shorten('👩‍👩‍👧 familj', 9)).to.equal('👩‍👩‍👧…');
    expect(shorten('abc', 3)).to.equal('abc');
    expect(shorten('abcd', 3)).to.equal('ab…');
  });

  it('carries commas and percent signs through a choice set', () => {
    const value = 'IF Start, 100 % (50%2C)';
    expect(readValues({ a: `${encodeChoice(value)},x` }, { a: 'many' })).to.deep.equal({ a: [value, 'x'] });
  });
});

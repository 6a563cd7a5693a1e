import { expect } from 'chai';
import { choice, choices, optionalDate, optionalLink, requiredText, suggest } from '../../src/forms/fields';
import { formView, readForm } from '../../src/forms/form';
import { readTicket, writeTicket } from '../../src/forms/keys';
import { cleanLine, cleanText, shorten } from '../../src/forms/text';

const language = 'sv';
const fields = {
  title: requiredText({ language, label: 'Rubrik', max: 25, missing: 'Skriv en rubrik.' }),
  when: optionalDate({ language, label: 'När', today: '2026-03-10', tense: 'coming' }),
  link: optionalLink({ language, label: 'Länk', max: 100 }),
  form: choice({ language, label: 'Form', fallback: undefined, options: [{ value: 'a', label: 'A' }] }),
  topics: choices({
    language,
    label: 'Ämnen',
    options: [
      { value: 'x', label: 'X' },
      { value: 'y', label: 'Y' },
    ],
  }),
  partners: suggest({
    language,
    label: 'Partner',
    max: 30,
    most: 3,
    source: 'signatories',
    resolve: (typed) => (typed === 'friskis' ? 'Friskis&Svettis' : typed),
  }),
};

const errorsOf = (typed: Record<string, string | string[]>): Readonly<Record<string, string>> => {
  const read = readForm(fields, typed);
  return read.ok ? {} : read.errors;
};

describe('reading a form', () => {
  it('turns what was typed into values', () => {
    const read = readForm(fields, {
      title: '  Läxhjälp\u0000\u202e på\tbiblioteket ',
      when: 'nästa torsdag',
      link: 'https://example.org/a?b=c',
      form: ['a'],
      topics: 'y,x',
      partners: ['friskis', 'Egen förening; friskis'],
      unknown: 'x',
    });
    expect(read).to.deep.equal({
      ok: true,
      values: {
        title: 'Läxhjälp på biblioteket',
        when: '2026-03-19',
        link: 'https://example.org/a?b=c',
        form: 'a',
        topics: ['x', 'y'],
        partners: ['Friskis&Svettis', 'Egen förening'],
      },
    });
  });

  it('reads what is left out as empty', () => {
    const read = readForm(fields, { title: 'A' });
    expect(read.ok && read.values).to.deep.equal({
      title: 'A',
      when: undefined,
      link: undefined,
      form: undefined,
      topics: [],
      partners: [],
    });
  });

  it('says what is wrong at each field, all at once', () => {
    const errors = errorsOf({
      title: '   ',
      when: 'snart',
      link: 'javascript:alert(1)',
      form: 'b',
      topics: ['z'],
      partners: ['a', 'b', 'c', 'd'],
    });
    expect(errors).to.have.all.keys('title', 'when', 'link', 'form', 'topics', 'partners');
    expect(errors.title).to.equal('Skriv en rubrik.');
    expect(errors.when).to.contain('12 mars');
    expect(errorsOf({ title: 'x'.repeat(26) }).title).to.equal(
      'Texten är 26 tecken. Korta den till högst 25 tecken.',
    );
  });

  it('refuses identity numbers in every field that takes text', () => {
    const number = '640823-3234';
    const errors = errorsOf({
      title: number,
      link: `https://x.se/${number}`,
      partners: ['ok', `Anna ${number}`],
    });
    expect(Object.keys(errors)).to.deep.equal(['title', 'link', 'partners']);
    for (const message of Object.values(errors)) expect(message).to.contain('personnummer');
    expect(errorsOf({ title: 'A', when: number }).when).to.contain('datum');
  });

  it('shows the form again with what was typed and the errors where they are', () => {
    const typed = { title: '', when: 'snart', topics: ['x'] };
    const view = formView(fields, {
      language,
      title: 'Ny',
      submit: { name: 'example.save', id: 'k3yk3y', label: 'Spara' },
      cancelLabel: 'Avbryt',
      values: typed,
      errors: errorsOf(typed),
    });
    expect(view.fields.map(({ id, value }) => [id, value])).to.deep.include.members([
      ['title', ''],
      ['when', 'snart'],
      ['topics', ['x']],
      ['link', undefined],
    ]);
    expect(Object.keys(view.errors ?? {})).to.have.members(['title', 'when']);
    expect(view.fields[0]).to.deep.include({ id: 'title', type: 'text', required: true, maxLength: 25 });
  });
});

describe('form keys', () => {
  it('tell new from edit, and nothing else gets through', () => {
    expect(readTicket('abc-DEF_1')).to.deep.equal({ key: 'abc-DEF_1' });
    const edit = { key: 'abcdef', edits: { code: 'E-2026-014', version: 3 } };
    expect(readTicket(writeTicket(edit))).to.deep.equal(edit);
    const warned = { ...edit, warned: true };
    expect(readTicket(writeTicket(warned))).to.deep.equal(warned);
    expect(readTicket('abcdef+x')).to.equal(undefined);
    for (const bad of ['', 'abc', 'E-2026-014@x@abcdef', 'E-2026-014@3', '{"$gt":""}', 'a'.repeat(65)]) {
      expect(readTicket(bad), bad).to.equal(undefined);
    }
  });
});

describe('clean text', () => {
  it('loses what nobody sees and keeps what people write', () => {
    expect(cleanLine('a\nb\u0007 \u200bc')).to.equal('a b c');
    expect(cleanText('a  \r\n\r\n\r\n\r\nb\u2028c')).to.equal('a\n\nb\nc');
    expect(cleanLine('A\u030a')).to.equal('Å');
    expect(cleanLine('👩‍👧')).to.equal('👩‍👧');
    expect(shorten('👍👍👍👍', 3)).to.equal('👍👍…');
  });
});

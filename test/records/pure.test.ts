import { expect } from 'chai';
import { isVisible, mayEdit } from '../../src/records/access';
import { createNames } from '../../src/records/catalog';
import { changesBetween, changesSince, draftAt } from '../../src/records/changes';
import { formatCode, parseCode } from '../../src/records/codes';
import { datedAs, datedMarks, periodMarks } from '../../src/records/derived';
import { rebase, toDraft, toValues } from '../../src/records/draft';
import type { Draft, Entry } from '../../src/records/entry';
import { readSearch } from '../../src/records/search-text';
import { searchTerms, shortened } from '../../src/records/terms';
import type { Person, Role } from '../../src/turn/turn';
import { catalog } from './catalog';

const names = createNames(catalog);

describe('codes', () => {
  it('are read as people write them', () => {
    for (const text of ['E-2026-014', 'e 2026 14', ' E-2026-14 '])
      expect(parseCode(text)).to.equal('E-2026-014');
    for (const text of ['', 'E2026014', 'X-2026-001', 'E-26-1', 'E-2026-1234567', 'E-2026-014x']) {
      expect(parseCode(text), text).to.equal(undefined);
    }
    expect(formatCode('D', 2026, 1234)).to.equal('D-2026-1234');
  });
});

describe('names', () => {
  it('forgive case, marks, aliases and a slip of the key', () => {
    for (const typed of ['friskis', 'FRISKIS & SVETTIS', 'Friskis och Svettis Örebro', 'Friskiss']) {
      expect(names.partner(typed), typed).to.equal('Friskis&Svettis Örebro');
    }
    expect(names.partner('RFSL')).to.equal('RFSL Örebro');
    // Too short to guess.
    expect(names.partner('RFSK')).to.equal('RFSK');
    expect(names.findPrinciple('oppenhet')).to.equal('openness');
    expect(names.findPrinciple('Mångfalld')).to.equal('diversity');
    expect(names.findPrinciple('')).to.equal(undefined);
    expect(names.findAdministration('kff')).to.equal('culture');
    for (const typed of ['teknik', 'service', 'Teknik- och service', 'teknik & service'])
      expect(names.findAdministration(typed), typed).to.equal('technical');
    // Every administration is one, and a few letters begin anything.
    for (const typed of ['förvaltningen', 'och', 'tek', 'fritiden'])
      expect(names.findAdministration(typed), typed).to.equal(undefined);
    expect(names.administration('gone')).to.equal('gone');
  });
});

describe('search terms', () => {
  it('make the forms of a word the same', () => {
    const [term] = searchTerms(['läxhjälp']);
    for (const form of ['Läxhjälpen', 'laxhjalp', 'LÄXHJÄLPS'])
      expect(searchTerms([form]), form).to.deep.equal([term]);
    expect(searchTerms(['och i på a', '', '2026, RFSL!'])).to.deep.equal(['2026', 'rfsl']);
  });

  it('share a shortened form when they are one slip apart', () => {
    const near = (a: string, b: string): boolean => {
      const forms = new Set([a, ...shortened(a)]);
      return [b, ...shortened(b)].some((form) => forms.has(form));
    };
    expect(near('laxhjalp', 'lexhjalp')).to.equal(true);
    expect(near('laxhjalp', 'lahxjalp')).to.equal(true);
    expect(near('laxhjalp', 'laxhjal')).to.equal(true);
    expect(near('laxhjalp', 'promenad')).to.equal(false);
    expect(shortened('2026')).to.deep.equal([]);
  });
});

describe('search texts', () => {
  const read = (text: string) => readSearch(text, names, '2026-03-10');
  it('are told apart into words and conditions', () => {
    expect(read('läxhjälp partner:friskis princip:"öppenhet och insyn" mars 2026')).to.deep.equal({
      words: 'läxhjälp',
      partner: 'Friskis&Svettis Örebro',
      principle: 'openness',
      period: '2026-03',
    });
    expect(read('2024-02').period).to.deep.equal('2024-02');
    expect(read('läxhjälp 2025')).to.deep.equal({
      words: 'läxhjälp',
      period: '2025',
    });
    expect(read('läxhjälp november')).to.deep.equal({ words: 'läxhjälp', period: '2026-11' });
    expect(read('Maj 2025')).to.deep.equal({ words: '', period: '2025-05' });
    expect(read('may november-december jan')).to.deep.equal({ words: 'may november-december jan' });
    expect(read('månad:februari').period).to.deep.equal('2026-02');
    expect(read('https://x.se E-2026-001').words).to.equal('https://x.se E-2026-001');
    expect(read('Agenda 2030 mål:3').words).to.equal('Agenda mål:3');
  });
});

interface Note {
  readonly title: string;
  readonly tags: readonly string[];
  readonly text?: string;
}

const draft: Draft<Note> = {
  status: 'published',
  shared: false,
  administrations: ['culture'],
  content: { title: 'A', tags: ['x'], text: 'one' },
};

const entry: Entry<Note> = {
  ...draft,
  responses: [],
  code: 'E-2026-001',
  version: 3,
  withdrawn: false,
  platform: 'teams',
  createdBy: { id: 'teams:anna' },
  createdAt: new Date(0),
  updatedAt: new Date(0),
  content: { title: 'C', tags: ['x', 'y'] },
  history: [
    [1, []],
    [2, [{ field: 'title', from: 'A', to: 'B' }]],
    [
      3,
      [
        { field: 'title', from: 'B', to: 'C' },
        { field: 'tags', from: ['x'], to: ['x', 'y'] },
        { field: 'text', from: 'one' },
      ],
    ],
  ].map(([version, changes]) => ({
    version: version as number,
    at: new Date(0),
    by: 'teams:anna',
    platform: 'teams' as const,
    action: 'edited' as const,
    key: String(version),
    changes: changes as [],
  })),
};

describe('periods', () => {
  it('are kept as the years and months that they touch', () => {
    expect(periodMarks('2025-12-31', '2026-01-01')).to.deep.equal(['2025', '2025-12', '2026', '2026-01']);
    expect(periodMarks('2026-03-10', '2026-03-10')).to.deep.equal(['2026', '2026-03']);
    expect(periodMarks('1950-01-01', '2100-01-01')).to.have.length(130);
  });

  it('go with each thing that a record is found by, and a long one is found in each of its periods too', () => {
    const facets = {
      terms: ['lax'],
      partners: ['RFSL', 'RFSL'],
      principles: [],
      administrations: ['culture'],
    };
    for (const [from, to] of [
      ['2026-03-10', '2026-03-10'],
      ['2025-06-01', '2026-03-10'],
      ['2019-01-01', '2026-03-10'],
    ] as const) {
      const marks = datedMarks(facets, periodMarks(from, to));
      expect(marks.length, from).to.be.lessThan(40);
      expect(new Set(marks).size).to.equal(marks.length);
      for (const period of ['2026', '2026-03']) {
        expect(marks).to.include.oneOf(datedAs('terms', ['dialog', 'lax'], period));
        expect(marks).to.include.oneOf(datedAs('partners', ['RFSL'], period));
        expect(marks).to.not.include.oneOf(datedAs('partners', ['culture'], period));
      }
    }
    expect(datedMarks(facets, periodMarks('2026-03-10', '2026-03-10'))).to.not.include.oneOf(
      datedAs('terms', ['lax'], '2025'),
    );
  });
});

describe('changes', () => {
  it('are what differs, and can be taken back', () => {
    expect(
      changesBetween(draft, { ...draft, shared: true, content: { title: 'A', tags: ['x'] } }),
    ).to.deep.equal([
      { field: 'text', from: 'one', to: undefined },
      { field: 'shared', from: false, to: true },
    ]);
    expect(changesBetween(draft, { ...draft })).to.deep.equal([]);
    expect(draftAt(entry, 1)).to.deep.equal(draft);
    expect(draftAt(entry, 2).content.title).to.equal('B');
    expect(changesSince(entry, 1).map(({ field, from, to }) => [field, from, to])).to.deep.equal([
      ['title', 'A', 'C'],
      ['tags', ['x'], ['x', 'y']],
      ['text', 'one', undefined],
    ]);
  });

  it('of a form survive someone else’s', () => {
    const opened = { title: 'A', text: 'one', tags: ['x'] };
    const typed = { title: 'Min', text: 'one ', tags: 'x' };
    const current = { title: 'B', text: 'two', tags: ['x', 'y'] };
    expect(rebase(typed, opened, current)).to.deep.equal({ title: 'Min', text: 'two', tags: ['x', 'y'] });
  });

  it('go through a form and back', () => {
    expect(toDraft(toValues(draft), draft.status)).to.deep.equal(draft);
  });
});

describe('access', () => {
  const as = (role: Role, administration?: string, id = 'teams:other'): Person => ({
    id,
    roles: [role],
    administration,
  });
  it('to change is for the administration, the creator and coordinators', () => {
    expect(mayEdit(entry, as('representative', 'culture'), 'example.write')).to.equal(true);
    expect(mayEdit(entry, as('deputy', 'culture'), 'example.write')).to.equal(true);
    expect(mayEdit(entry, as('coordinator'), 'example.write')).to.equal(true);
    expect(mayEdit(entry, as('representative', 'social', 'teams:anna'), 'example.write')).to.equal(true);
    expect(mayEdit(entry, as('representative', 'social'), 'example.write')).to.equal(false);
    expect(mayEdit(entry, as('representative'), 'example.write')).to.equal(false);
    expect(mayEdit(entry, as('guest', 'culture', 'teams:anna'), 'example.write')).to.equal(false);
    expect(mayEdit(entry, as('council', 'culture'), 'example.write')).to.equal(false);
    expect(mayEdit(entry, as('council', 'culture'), 'initiative.write')).to.equal(false);
  });

  it('to read crosses platforms only when shared', () => {
    expect(isVisible(entry, 'teams')).to.equal(true);
    expect(isVisible(entry, 'slack')).to.equal(false);
    expect(isVisible(entry, 'guest')).to.equal(false);
    expect(isVisible(entry, undefined)).to.equal(true);
    expect(isVisible({ ...entry, shared: true }, 'guest')).to.equal(true);
  });
});

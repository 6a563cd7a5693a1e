import type { View } from '../../../src/views/views';
import {
  act,
  answer,
  digest,
  fields,
  file,
  form,
  HOSTILE,
  help,
  home,
  item,
  LONG,
  list,
  record,
} from './sample-views';

/** Every kind of view as it is when there is little, what is usual, much, and something evil to show. */
export interface Sample {
  readonly name: 'empty' | 'typical' | 'longest' | 'hostile';
  readonly view: View;
}

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** The same view with every text that may come from a person, or is long, replaced. Ids and names stay. */
function retell<T>(value: T, text: (old: string) => string): T {
  const whole = new Set(['kind', 'name', 'id', 'tone', 'style', 'type', 'source', 'url', 'label', 'value']);
  const visit = (node: unknown, key: string): unknown => {
    if (typeof node === 'string') return whole.has(key) && key !== 'value' ? node : text(node);
    if (Array.isArray(node)) return node.map((inner) => visit(inner, key));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, visit(inner, name)]));
  };
  return visit(value, '') as T;
}

const errors = { title: 'skriv minst tre tecken', '': 'Någon annan har sparat under tiden.' };
const filled = fields.map((field) => {
  const values: Record<string, string | string[]> = {
    title: HOSTILE,
    text: HOSTILE,
    partners: ['Friskis&Svettis Örebro', HOSTILE],
    principles: ['Dialog', 'Mångfald'],
    form: 'Evenemang, öppet',
    date: '2026-03-12',
  };
  return { ...field, value: values[field.id] };
});

export const samples: Readonly<Record<View['kind'], readonly Sample[]>> = {
  answer: [
    {
      name: 'empty',
      view: { ...answer, note: undefined, more: undefined, source: undefined, related: [], feedback: [] },
    },
    { name: 'typical', view: answer },
    {
      name: 'longest',
      view: {
        ...answer,
        body: LONG.repeat(8),
        more: { label: 'Läs mer', body: LONG.repeat(4) },
        related: many(10, (n) =>
          act('ask.entry', `Fråga ${n}, så lång som en fråga får vara på en knapp, 60 tecken`),
        ),
      },
    },
    { name: 'hostile', view: { ...answer, source: HOSTILE, body: HOSTILE } },
  ],
  choice: [
    { name: 'empty', view: { kind: 'choice', text: 'Menar du något av det här?', options: [] } },
    {
      name: 'typical',
      view: {
        kind: 'choice',
        text: 'Menar du principen eller åtagandet?',
        options: [act('a', 'Principen'), act('b', 'Åtagandet'), act('c', 'Något annat')],
      },
    },
    {
      name: 'longest',
      view: {
        kind: 'choice',
        text: LONG.repeat(9),
        options: many(10, (n) => act('a', `Val ${n}: ${'långt '.repeat(10)}`)),
      },
    },
    { name: 'hostile', view: { kind: 'choice', text: HOSTILE, options: [act('a', HOSTILE)] } },
  ],
  notice: [
    { name: 'empty', view: { kind: 'notice', tone: 'info', text: 'Klart.' } },
    {
      name: 'typical',
      view: {
        kind: 'notice',
        tone: 'warning',
        text: 'Exemplet E-2026-014 är redan tillbakadraget. Inget har ändrats.',
        actions: [act('example.restore', 'Återställ')],
      },
    },
    {
      name: 'longest',
      view: {
        kind: 'notice',
        tone: 'error',
        text: LONG.repeat(9),
        actions: many(6, (n) => act('a', `Knapp ${n}`)),
      },
    },
    {
      name: 'hostile',
      view: { kind: 'notice', tone: 'success', text: HOSTILE, actions: [act('a', HOSTILE)] },
    },
  ],
  record: [
    {
      name: 'empty',
      view: {
        ...record,
        lead: undefined,
        facts: [],
        paragraphs: [],
        links: undefined,
        history: undefined,
        footnote: undefined,
        actions: [],
      },
    },
    { name: 'typical', view: record },
    {
      name: 'longest',
      view: {
        ...record,
        title: LONG.slice(0, 120),
        paragraphs: many(4, () => ({ heading: 'Rubrik', text: LONG })),
        history: many(80, (n) => `Ändring ${n}: ${LONG.slice(0, 100)}`),
        facts: many(12, (n) => ({ label: `Uppgift ${n}`, value: LONG.slice(0, 300) })),
      },
    },
    {
      name: 'hostile',
      view: { ...retell(record, () => HOSTILE), links: [{ label: HOSTILE, url: 'javascript:alert(1)' }] },
    },
  ],
  list: [
    { name: 'empty', view: { ...list, intro: undefined, items: [], footer: undefined, actions: [] } },
    {
      name: 'typical',
      view: { ...list, items: [{ ...item(3), actions: many(6, (n) => act('a', `Svar ${n}`)) }] },
    },
    {
      name: 'longest',
      view: { ...list, items: many(200, (n) => ({ ...item(n), detail: LONG.slice(0, 300) })) },
    },
    { name: 'hostile', view: retell(list, () => HOSTILE) },
  ],
  form: [
    { name: 'empty', view: { ...form, intro: undefined, fields: [] } },
    { name: 'typical', view: form },
    {
      name: 'longest',
      view: {
        ...form,
        fields: fields.map((field) => (field.id === 'text' ? { ...field, value: LONG } : field)),
      },
    },
    { name: 'hostile', view: { ...form, fields: filled, errors } },
  ],
  digest: [
    {
      name: 'empty',
      view: {
        ...digest,
        greeting: undefined,
        numbers: [],
        sections: [],
        more: [],
        chart: undefined,
        actions: [],
      },
    },
    { name: 'typical', view: digest },
    {
      name: 'longest',
      view: {
        ...digest,
        sections: many(8, (n) => ({ heading: `Del ${n}`, text: LONG.slice(0, 600), items: many(20, item) })),
        more: many(5, (n) => ({ heading: `Mer ${n}`, items: many(20, item) })),
      },
    },
    { name: 'hostile', view: retell(digest, () => HOSTILE) },
  ],
  help: [
    { name: 'empty', view: { ...help, groups: [], actions: [] } },
    { name: 'typical', view: help },
    {
      name: 'longest',
      view: {
        ...help,
        groups: many(12, (n) => ({
          heading: `Grupp ${n}`,
          items: many(12, (m) => ({ say: `kommando ${n}.${m}`, does: LONG.slice(0, 200) })),
        })),
      },
    },
    { name: 'hostile', view: { ...retell(help, () => HOSTILE), intro: help.intro } },
  ],
  home: [
    { name: 'empty', view: { ...home, sections: [], actions: [] } },
    { name: 'typical', view: home },
    {
      name: 'longest',
      view: {
        ...home,
        sections: many(3, (n) => ({
          heading: `Del ${n}`,
          items: many(40, (m) => ({ ...item(m), detail: LONG.slice(0, 300) })),
          empty: 'Inget.',
        })),
      },
    },
    { name: 'hostile', view: retell(home, () => HOSTILE) },
  ],
  file: [
    { name: 'empty', view: { kind: 'file', text: 'Filen kan inte hämtas här.', name: 'fil.json' } },
    { name: 'typical', view: file },
    { name: 'longest', view: { ...file, text: LONG.repeat(9) } },
    {
      name: 'hostile',
      view: { ...file, text: HOSTILE, link: { label: HOSTILE, url: 'javascript:alert(1)' } },
    },
  ],
};

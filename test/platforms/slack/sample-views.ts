import type {
  Action,
  AnswerView,
  ChoiceView,
  DigestView,
  Field,
  FileView,
  FormView,
  HelpView,
  HomeView,
  ListView,
  NoticeView,
  RecordView,
  View,
} from '../../../src/views/views';

/** A way to fill every text of a view: `label` for short ones, `body` for long ones. */
export interface Filling {
  readonly name: string;
  readonly label: string;
  readonly body: string;
  readonly code: string;
  /** How many of everything. */
  readonly count: number;
}

const HOSTILE =
  '<!channel> <@U1> <https://evil.example|trygg> &amp; *fet* _kursiv_ `kod` ~struken~ | > citat \u0000\u0007 ](javascript:x) åäö 👩‍👩‍👧';

export const fillings: readonly Filling[] = [
  { name: 'empty', label: '', body: '', code: '', count: 0 },
  {
    name: 'typical',
    label: 'Läxhjälp i Vivalla',
    body: 'Unga från **Varberga** får läxhjälp.\n\n- måndagar\n- [mer](https://example.se/a?b=1&c=2)\n\nTvå rader.',
    code: 'E-2026-014',
    count: 3,
  },
  {
    name: 'longest',
    label: 'Örebro & '.repeat(30),
    body: 'Ord & <tecken> '.repeat(300),
    code: 'E-2026-000014',
    count: 60,
  },
  { name: 'one long word', label: 'å'.repeat(400), body: '&<>'.repeat(1400), code: 'D-2026-003', count: 20 },
  { name: 'surrogates', label: '👩‍👩‍👧'.repeat(40), body: '😀'.repeat(2100), code: 'H-2026-001', count: 12 },
  { name: 'hostile', label: HOSTILE, body: `${HOSTILE}\n\n${HOSTILE}`, code: HOSTILE, count: 10 },
];

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

function action(filling: Filling, index: number): Action {
  const style = index === 0 ? ('primary' as const) : index === 1 ? ('danger' as const) : undefined;
  return { name: 'example.show', id: `${filling.code}${index}`.slice(0, 150), label: filling.label, style };
}

export function answer(f: Filling): AnswerView {
  return {
    kind: 'answer',
    body: f.body,
    note: f.body,
    more: { label: f.label, body: f.body },
    source: f.label,
    related: many(Math.min(f.count, 4), (i) => action(f, i)),
    feedback: many(Math.min(f.count, 2), (i) => action(f, i)),
    relatedLabel: f.label,
  };
}

export function choice(f: Filling): ChoiceView {
  return { kind: 'choice', text: f.body, options: many(f.count, (i) => action(f, i)) };
}

export function notice(f: Filling, tone: NoticeView['tone'] = 'warning'): NoticeView {
  return { kind: 'notice', tone, text: f.body, actions: many(f.count, (i) => action(f, i)) };
}

export function record(f: Filling): RecordView {
  return {
    kind: 'record',
    lead: f.label,
    code: f.code,
    kindLabel: f.label,
    title: f.label,
    status: { label: f.label, tone: 'good' },
    facts: many(f.count, (i) => ({ label: f.label, value: i % 4 === 0 ? f.body : f.label })),
    paragraphs: many(f.count, (i) => (i % 2 === 0 ? { heading: f.label, text: f.body } : { text: f.body })),
    links: [
      { label: f.label, url: `https://example.se/${'a'.repeat(Math.min(f.body.length, 500))}?x=<b>|c` },
    ],
    history: many(f.count, () => f.label),
    footnote: f.label,
    actions: many(f.count, (i) => action(f, i)),
  };
}

export function list(f: Filling): ListView {
  return {
    kind: 'list',
    heading: f.label,
    intro: f.body,
    items: many(f.count, (i) => ({
      ...{ code: f.code, title: f.label, detail: f.body, open: action(f, i) },
      actions: many(Math.min(f.count, i === 0 ? 6 : 0), (n) => action(f, n)),
    })),
    empty: f.body,
    footer: f.label,
    actions: many(f.count, (i) => action(f, i)),
  };
}

export function digest(f: Filling): DigestView {
  const part = (i: number) => ({
    heading: f.label,
    text: f.body,
    items: many(f.count, () => ({ code: f.code, title: f.label, detail: f.body, open: action(f, i) })),
  });
  return {
    kind: 'digest',
    title: f.label,
    period: f.label,
    greeting: f.body,
    numbers: many(Math.min(f.count, 4), (i) => ({ label: f.label, value: i })),
    sections: many(f.count, part),
    moreLabel: f.label,
    more: many(f.count, part),
    chart: { title: f.label, bars: many(f.count, (i) => ({ label: f.label, value: i })) },
    footer: f.label,
    actions: many(f.count, (i) => action(f, i)),
  };
}

export function help(f: Filling): HelpView {
  return {
    kind: 'help',
    heading: f.label,
    intro: f.body,
    groups: many(f.count, () => ({
      heading: f.label,
      items: many(f.count, () => ({ say: f.label, does: f.body })),
    })),
    actions: many(f.count, (i) => action(f, i)),
  };
}

export function home(f: Filling): HomeView {
  const items = many(f.count, (i) => ({ code: f.code, title: f.label, detail: f.body, open: action(f, i) }));
  return {
    kind: 'home',
    heading: f.label,
    intro: f.body,
    main: many(Math.min(f.count, 3), (i) => action(f, i)),
    sections: many(3, (i) => ({ heading: f.label, items: i === 0 ? [] : items, empty: f.body })),
    footer: f.label,
    actions: many(Math.min(f.count, 4), (i) => action(f, i)),
  };
}

export function file(f: Filling): FileView {
  return {
    kind: 'file',
    text: f.body,
    name: f.code,
    link: { label: f.label, url: 'https://bot.example/files/abc' },
  };
}

const TYPES: readonly Field['type'][] = ['text', 'longtext', 'date', 'choice', 'choices', 'suggest'];

export function form(f: Filling): FormView {
  const options = many(f.count * 3, (i) => ({ value: `${i}:${f.label}`, label: f.label, hint: f.body }));
  return {
    kind: 'form',
    title: f.label,
    intro: f.body,
    fields: many(Math.max(f.count, TYPES.length), (i) => {
      const type = TYPES[i % TYPES.length] ?? 'text';
      return {
        id: `field${i}`,
        label: f.label,
        type,
        required: i % 2 === 0,
        help: f.body,
        placeholder: f.label,
        maxLength: 4000,
        options,
        source: 'signatories',
        value: type === 'date' ? '2026-03-12' : type === 'suggest' ? [f.label, f.code] : f.body,
      };
    }),
    submit: { name: 'example.save', id: '0f8fad5b-d9cb-469f-a165-70867728950e', label: f.label },
    cancelLabel: f.label,
    errors: { '': f.body, field0: f.body },
  };
}

/** Every kind of view with one filling. */
export function everyView(f: Filling): View[] {
  return [answer(f), choice(f), notice(f), record(f), list(f), digest(f), help(f), home(f), file(f), form(f)];
}

import { compose } from '../../../src/features/digest/compose';
import type { DigestData, Example, Initiative } from '../../../src/features/digest/gather';
import type { Milestones } from '../../../src/features/digest/milestones';
import { personalSection } from '../../../src/features/digest/personal';
import { digestView } from '../../../src/features/digest/view';
import { createDateFormat } from '../../../src/forms/date-format';
import { type Catalog, createNames } from '../../../src/records/catalog';
import type { InitiativeStatus } from '../../../src/records/entry';
import type { Language } from '../../../src/turn/turn';
import type { DigestView } from '../../../src/views/views';

/** The months that a digest must be fit for. */
export const monthNames = ['full', 'empty', 'longest', 'hostile'] as const;
export type MonthName = (typeof monthNames)[number];

const AT = new Date('2026-12-01T08:00:00Z');
const TODAY = '2026-12-01';
const PERIOD = { from: '2026-11-01', to: '2026-11-30' };
const HOSTILE =
  '<script>alert(1)</script> **fet** [länk](javascript:alert(1)) <!channel> @här &amp; `kod` \u202Eomvänd\u202C | a_b_c';
const LONG =
  'Långtidsuppföljning av samverkansöverenskommelsens genomförande i stadsdelarna Vivalla, Oxhagen och Varberga tillsammans';

interface Words {
  readonly title: (index: number) => string;
  readonly text: string;
  readonly partners: readonly string[];
  readonly count: number;
}

const TITLES = [
  'Läxhjälp på biblioteket i Varberga',
  'Simskola för nyanlända kvinnor',
  'Språkkafé på Mötesplats VOX',
  'Öppettider på fritidsgården i Vivalla',
  'Tillgänglighet i nya badhuset',
  'Remiss om kulturplanen',
  'Samtal om trygghet i Oxhagen',
];
const OUTCOME = 'Fritidsgården håller öppet till 21 på fredagar från januari. De inbjudna har fått veta det.';

const words: Record<MonthName, Words> = {
  full: {
    title: (index) => TITLES[index % TITLES.length] ?? '',
    text: OUTCOME,
    partners: ['Rädda Barnen Örebro', 'Verdandi'],
    count: 5,
  },
  empty: { title: () => '', text: '', partners: [], count: 0 },
  longest: {
    title: () => LONG,
    text: `${LONG}. `.repeat(15).trim(),
    partners: Array.from({ length: 20 }, () => 'Föreningen för samverkan och delaktighet i Örebro län'),
    count: 5,
  },
  hostile: { title: () => HOSTILE, text: `${HOSTILE}\n\n${HOSTILE}`, partners: [HOSTILE], count: 5 },
};

function entry(code: string, index: number, { title, text, partners }: Words, status: string): unknown {
  return {
    code,
    version: 1,
    status,
    withdrawn: false,
    shared: false,
    administrations: ['kultur-och-fritidsforvaltningen'],
    platform: 'teams',
    createdBy: { id: 'teams:anna', name: 'Anna Ek' },
    createdAt: AT,
    updatedAt: AT,
    responses: [],
    history: [],
    content: {
      ...{ title: title(index), partners, principles: ['dialogue'], done: text, outcome: text, answer: text },
      ...{
        date: '2026-11-12',
        followUpOn: '2026-11-26',
        about: 'obstacle',
        commitments: [],
        takenBy: 'civil',
      },
    },
  };
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

function dataOf(name: MonthName): DigestData {
  const w = words[name];
  const examples = (from: number) =>
    many(w.count, (i) => entry(`E-2026-0${from + i}`, i, w, 'published') as Example);
  const initiatives = (from: number, status: InitiativeStatus, count = w.count) =>
    many(count, (i) => entry(`D-2026-0${from + i}`, i + 3, w, status) as Initiative);
  const all: readonly (readonly [InitiativeStatus, number])[] = [
    ['planned', 6],
    ['invited', 3],
    ['held', 4],
    ['followed-up', 2],
    ['cancelled', 1],
  ];
  const busy = w.count > 0;
  const [first] = examples(31);
  return {
    examples: examples(21),
    exampleCount: busy ? 9 : 0,
    revised: examples(11).slice(0, 2),
    revisedCount: busy ? 2 : 0,
    initiativeCount: busy ? 7 : 0,
    byStatus: busy
      ? all.map(([status, count], index) => ({
          status,
          count,
          initiatives: initiatives(10 + 3 * index, status, Math.min(count, 3)),
        }))
      : [],
    learned: initiatives(30, 'followed-up').slice(0, 2),
    overdue: initiatives(40, 'planned').slice(0, 2),
    followUps: initiatives(50, 'held').slice(0, 2),
    waitingCount: busy ? 4 : 0,
    upcoming: initiatives(60, 'planned')
      .slice(0, 2)
      .map((planned) => ({ ...planned, content: { ...planned.content, date: '2026-12-17' } })),
    ...(first === undefined ? {} : { principleExample: first }),
    council: {
      reported: busy ? 3 : 0,
      handedOver: busy ? 2 : 0,
      answered: busy ? 1 : 0,
      answers: many(busy ? 1 : 0, (i) => entry('H-2026-004', i + 4, w, 'answered') as never),
      ...(busy ? { meeting: '2026-12-14' } : {}),
    },
    seen: {
      administrations: new Set(busy ? ['kultur-och-fritidsforvaltningen', 'socialforvaltningen'] : []),
      principles: new Set(busy ? ['dialogue', 'diversity', 'quality'] : []),
    },
  };
}

/** What a channel, or a representative in their own chat, gets in such a month: composed and worded as it is in use. */
export function month(
  name: MonthName,
  kind: 'channel' | 'person',
  { catalog, milestones }: { readonly catalog: Catalog; readonly milestones: Milestones },
  language: Language = 'sv',
): DigestView {
  const wording = { language, names: createNames(catalog), dates: createDateFormat('Europe/Stockholm') };
  const data = dataOf(name);
  const digest = compose(data, PERIOD, TODAY, { catalog, milestones });
  const waiting = [...data.overdue, ...data.followUps];
  const own = {
    administration: 'kultur-och-fritidsforvaltningen',
    ...{ waiting, waitingCount: waiting.length, examples: data.exampleCount, initiatives: 2 },
  };
  const personal = kind === 'person' ? { personal: personalSection(own, name !== 'empty', wording) } : {};
  const off = { name: 'settings.opt-out', id: 'digest', label: 'Stäng av utskicket' };
  const view = digestView(
    digest,
    {
      ...{ audience: 'teams', at: AT, title: 'Månadsbrev', ...personal },
      moreAction: { name: 'digest.more', id: '2026-12', label: 'Visa mer' },
      actions:
        kind === 'channel'
          ? [off]
          : [
              { name: 'digest.read', id: '2026-12', label: 'Läst', style: 'primary' },
              { name: 'example.new', label: 'Logga ett exempel' },
              off,
            ],
    },
    wording,
  );
  if (name === 'empty') return view;
  const greeting =
    name === 'full'
      ? 'Tack för en innehållsrik november. Vi ses på nätverksmötet 14 december.'
      : words[name].text;
  return { ...view, greeting: greeting.slice(0, 600) };
}

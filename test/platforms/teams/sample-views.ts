// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of the card templates, not of TypeScript
import type {
  Action,
  AnswerView,
  DigestView,
  Field,
  FileView,
  FormView,
  HelpView,
  HomeView,
  ListItem,
  ListView,
  RecordView,
} from '../../../src/views/views';

export const act = (name: string, label: string, more: Partial<Action> = {}): Action => ({
  name,
  id: 'E-2026-014',
  label,
  ...more,
});

/** What would be markup, code or a command, if it were not shown as it is. */
export const HOSTILE =
  '**fet** _kursiv_ [länk](https://evil.example) <at>alla</at> <script>alert(1)</script> {{DATE(2026-01-01T00:00:00Z)}} ${title} `kod` &lt;b&gt; \\ # | ~~x~~ "citat" \u202Evänd';
export const LONG =
  'Läxhjälp på biblioteket i Varberga, varje tisdag och torsdag, öppen för alla som vill komma. '
    .repeat(43)
    .slice(0, 4_000);

export const answer: AnswerView = {
  kind: 'answer',
  body: 'Samverkansrådet har **tolv** ledamöter:\n\n- sex från civilsamhället\n- sex från kommunen\n\nFrågor: [servicecenter@orebro.se](mailto:servicecenter@orebro.se) eller [019-21 10 00](tel:+4619211000).',
  note: 'Webbsidan säger något annat. Överenskommelsen går före.',
  more: {
    label: 'Läs mer',
    body: 'Rådet möts fyra gånger om året.\n\n- Det följer upp åtagandena.\n- Det tar upp hinder.\n\nSe [överenskommelsen](https://www.orebro.se).',
  },
  source: 'Källa: Överenskommelsen 2024–2027, avsnittet Samverkansråd',
  related: [
    act('ask.entry', 'Vad gör Samverkansrådet?'),
    act('ask.entry', 'Hur nomineras ledamöter till Samverkansrådet?'),
    act('ask.entry', 'Vad är C-nätet?'),
  ],
  feedback: [act('ask.good', '👍 Till hjälp'), act('ask.bad', '👎 Inte till hjälp')],
  relatedLabel: 'Fråga vidare',
};

export const record: RecordView = {
  kind: 'record',
  lead: 'Sparat. Tack.',
  code: 'E-2026-014',
  kindLabel: 'Samverkansexempel',
  title: 'Läxhjälp på biblioteket i Varberga',
  status: { label: 'Publicerat', tone: 'good' },
  facts: [
    { label: 'Förvaltning', value: 'Kultur- och fritidsförvaltningen' },
    { label: 'Partner', value: 'Rädda Barnen Örebro, Friskis&Svettis Örebro' },
    { label: 'Principer', value: 'Dialog, Öppenhet och insyn' },
    { label: 'Datum', value: '12 mars 2026' },
  ],
  paragraphs: [
    { text: 'Varje tisdag hjälper volontärer barn med läxorna. Biblioteket står för lokal och fika.' },
    { heading: 'Vad det gav', text: 'Fler barn kommer tillbaka.\nFöräldrarna lär känna varandra.' },
  ],
  links: [{ label: 'Mer om läxhjälpen', url: 'https://www.orebro.se/laxhjalp' }],
  history: ['12 mars 2026 14.30: Anna Berg skapade exemplet.', '13 mars 2026 09.05: Bo Ek ändrade titeln.'],
  footnote: 'Alla i kommunen kan läsa det här.',
  actions: [act('example.edit', 'Ändra'), act('example.withdraw', 'Dra tillbaka', { style: 'danger' })],
};

export const item = (n: number): ListItem => ({
  code: `E-2026-${String(n).padStart(3, '0')}`,
  title:
    ['Läxhjälp på biblioteket', 'Sommarkollo för daglediga seniorer i Karlslund', 'Fotboll på lika villkor'][
      n % 3
    ] ?? '',
  detail: 'Kultur- och fritidsförvaltningen · 12 mars 2026 · publicerat',
  open: act('example.show', `Visa E-2026-${String(n).padStart(3, '0')}`),
});

export const list: ListView = {
  kind: 'list',
  heading: 'Dina exempel',
  intro: 'Tre exempel, det senaste först.',
  items: [item(14), item(9), item(4)],
  empty: 'Inga exempel än. Skriv ”exempel ny” så hjälper jag dig.',
  footer: 'Visar 3 av 3.',
  actions: [act('example.new', 'Nytt exempel', { style: 'primary' })],
};

const principles = [
  'Självständighet och oberoende',
  'Dialog',
  'Kvalitet',
  'Långsiktighet',
  'Öppenhet och insyn',
  'Mångfald',
];
export const fields: Field[] = [
  {
    id: 'title',
    label: 'Titel',
    type: 'text',
    required: true,
    maxLength: 120,
    placeholder: 'Läxhjälp på biblioteket',
  },
  {
    id: 'text',
    label: 'Vad gjordes?',
    type: 'longtext',
    required: true,
    maxLength: 4_000,
    help: 'Skriv inga personnummer och ingenting om någons hälsa.',
  },
  {
    id: 'partners',
    label: 'Partner',
    type: 'suggest',
    required: false,
    source: 'signatories',
    options: [{ value: 'Friskis&Svettis Örebro', label: 'Friskis&Svettis Örebro', hint: 'förening' }],
  },
  {
    id: 'form',
    label: 'Form',
    type: 'choice',
    required: false,
    options: ['IOP', 'Projekt', 'Evenemang, öppet'].map((label) => ({ value: label, label })),
  },
  {
    id: 'principles',
    label: 'Principer',
    type: 'choices',
    required: false,
    options: principles.map((label) => ({ value: label, label })),
  },
  { id: 'date', label: 'Datum', type: 'date', required: false },
];

export const form: FormView = {
  kind: 'form',
  title: 'Nytt samverkansexempel',
  intro: 'Det tar en halv minut. Du kan ändra efteråt.',
  fields,
  submit: { name: 'example.save', id: 'form-4711', label: 'Spara', style: 'primary' },
  cancelLabel: 'Avbryt',
};

export const digest: DigestView = {
  kind: 'digest',
  title: 'Nytt i samverkan',
  period: '1–28 februari 2026',
  greeting: 'Februari gav fyra nya exempel och ett hinder som rådet har svarat på.',
  numbers: [
    { label: 'nya exempel', value: 4 },
    { label: 'dialoger', value: 7 },
    { label: 'väntar på uppföljning', value: 2 },
    { label: 'hinder', value: 1 },
  ],
  sections: [
    { heading: 'Nya exempel', items: [item(14), item(9)] },
    {
      heading: 'Väntar på uppföljning',
      text: 'Berätta hur det gick, så vet de som bjöds in.',
      items: [item(3)],
    },
  ],
  moreLabel: 'Visa mer',
  more: [{ heading: 'Avslutade dialoger', items: [item(1), item(2)] }],
  chart: {
    title: 'Exempel per månad',
    bars: [
      { label: 'december', value: 1 },
      { label: 'januari', value: 3 },
      { label: 'februari', value: 4 },
    ],
  },
  footer: 'Nästa kommer i början av april. Skriv ”inställningar” om du vill slippa.',
  actions: [act('example.new', 'Logga ett exempel', { style: 'primary' }), act('digest.mute', 'Pausa')],
};

export const help: HelpView = {
  kind: 'help',
  heading: 'Det här kan jag',
  intro: 'Fråga mig om överenskommelsen, eller säg något av det här.',
  groups: [
    {
      heading: 'Fråga',
      items: [
        { say: 'principer', does: 'de sex principerna' },
        { say: 'ansluten Friskis&Svettis', does: 'vem som har anslutit sig' },
      ],
    },
    {
      heading: 'Logga',
      items: [
        { say: 'exempel ny', does: 'öppnar ett formulär' },
        { say: 'exempel: titel | partner | principer | text', does: 'loggar på en rad' },
      ],
    },
  ],
  actions: [act('example.new', 'Nytt exempel', { style: 'primary' }), act('ask.principles', 'Principer')],
};

export const home: HomeView = {
  kind: 'home',
  heading: 'Min startsida',
  intro: 'Du representerar Kultur- och fritidsförvaltningen.',
  main: [
    act('example.new', 'Logga ett exempel', { id: undefined, style: 'primary' }),
    act('initiative.new', 'Logga en dialog', { id: undefined }),
    act('digest.show', 'Vad har hänt?', { id: undefined }),
  ],
  sections: [
    { heading: 'Att följa upp', items: [item(3)], empty: 'Inget väntar på dig just nu.' },
    { heading: 'Senast från min förvaltning', items: [item(14), item(9)], empty: 'Inget är loggat än.' },
    { heading: 'Senast från andra', items: [], empty: 'Ingen annan har loggat något som visas här än.' },
  ],
  footer: 'Så såg det ut 12 mars 2026 14.30.',
  actions: [
    act('home.show', 'Uppdatera', { id: undefined }),
    act('help.show', 'Vad kan du?', { id: undefined }),
  ],
};

export const file: FileView = {
  kind: 'file',
  text: 'Filen innehåller allt jag har sparat om dig. Länken gäller i tio minuter och en gång.',
  name: 'mina-uppgifter.json',
  link: { label: 'Hämta filen', url: 'https://bot.example/files/abc_(def)' },
};

/**
 * The words of the commands, folded (no å ä ö), each with its synonyms in Swedish and English. A command's phrases are
 * built from these slots, so that a new synonym reaches every command at once. Several words are one entry with spaces.
 */
export const vocabulary = {
  example: ['exempel', 'samverkansexempel', 'exemplet', 'example', 'examples'],
  initiative: [
    'dialog',
    'dialogen',
    'dialoger',
    'dialoginitiativ',
    'initiativ',
    'dialogue',
    'dialogues',
    'initiative',
    'initiatives',
  ],
  new: ['ny', 'nytt', 'nya', 'skapa', 'logga', 'registrera', 'lagg till', 'new', 'add', 'log', 'create'],
  search: ['sok', 'hitta', 'leta', 'search', 'find'],
  mine: ['mina', 'min', 'mitt', 'mine', 'my'],
  ours: ['vara', 'forvaltningens', 'min forvaltnings', 'min forvaltning', 'ours', 'our'],
  all: ['alla', 'lista', 'all', 'list'],
  edit: ['andra', 'redigera', 'edit', 'change'],
  withdraw: ['dra tillbaka', 'ta bort', 'aterkalla', 'withdraw', 'remove'],
  restore: ['aterstall', 'angra', 'restore', 'undo'],
  publish: ['publicera', 'publish'],
  drafts: ['utkast', 'mina utkast', 'draft', 'drafts'],
  copy: ['kopiera', 'kopia', 'kopiera som ny', 'copy'],
  confirm: ['bekrafta', 'bekraftar', 'confirm'],
  comment: ['kommentera', 'kommentar', 'comment'],
  outcome: ['utfall', 'resultat', 'outcome', 'result'],
  feedback: ['aterkoppling', 'aterkopplad', 'aterkopplat', 'feedback'],
  history: ['historik', 'history'],
  show: ['visa', 'show', 'oppna', 'open'],
  principles: ['principer', 'principerna', 'principles'],
  principle: ['princip', 'principen', 'principle'],
  commitments: ['ataganden', 'atagandena', 'commitments'],
  commitment: ['atagande', 'atagandet', 'commitment'],
  joined: ['ansluten', 'anslutna', 'anslutet', 'joined', 'signatories'],
  digest: ['digest', 'manadsbrev', 'sammanfattning', 'nytt sedan sist'],
  preview: ['forhandsgranska', 'forhandsgranskning', 'preview'],
  send: ['skicka', 'send'],
  receipt: ['kvitto', 'kvittot', 'receipt'],
  questions: ['fragor', 'obesvarade fragor', 'unanswered', 'questions'],
  question: ['fraga', 'question'],
  matter: ['hinder', 'hindret', 'arende', 'arenden', 'obstacle', 'obstacles', 'matter', 'matters'],
  councilQuestion: [
    'fraga till radet',
    'fragor till radet',
    'fraga till samverkansradet',
    'question for the council',
    'question to the council',
  ],
  handOver: ['lamna over', 'overlamna', 'dagordning', 'hand over', 'handover', 'agenda'],
  answer: ['svara', 'besvara', 'svar', 'answer'],
  home: ['hem', 'start', 'startsida', 'startsidan', 'min sida', 'home'],
  help: ['hjalp', 'help', 'kommandon', 'commands', 'meny', 'menu', '?'],
  members: ['representanter', 'representanterna', 'representatives', 'members'],
  member: ['representant', 'representanten', 'representative', 'member'],
  set: ['satt', 'utse', 'set', 'appoint'],
  end: ['avsluta', 'end'],
  importing: ['importera', 'import'],
  link: ['koppla konto', 'koppla mitt konto', 'link account', 'link my account'],
  // The longer ones first: a shorter one would leave the rest over.
  unlink: [
    'koppla isar konton',
    'koppla isar mina konton',
    'koppla isar',
    'koppla bort konto',
    'unlink accounts',
    'unlink account',
    'unlink my accounts',
  ],
  held: ['genomford', 'genomfort', 'hallen', 'held', 'done'],
  cancelled: ['installd', 'avbruten', 'cancelled', 'canceled'],
  invited: ['inbjuden', 'inbjudna', 'inbjudan skickad', 'invited'],
  declined: ['avbojd', 'tackat nej', 'declined'],
  followedUp: ['uppfoljd', 'foljd upp', 'followed up'],
  planned: ['planerad', 'planned'],
  settings: ['installningar', 'installning', 'mina installningar', 'settings', 'preferences'],
  channels: ['kanaler', 'kanalerna', 'channels'],
  prompts: ['paminnelser', 'paminnelserna', 'mina paminnelser', 'paminnelse', 'reminders', 'prompts'],
  on: ['pa', 'satt pa', 'sla pa', 'on', 'turn on'],
  off: ['av', 'stang av', 'sla av', 'sluta skicka', 'off', 'turn off', 'stop'],
  away: ['borta', 'franvarande', 'ledig', 'pa semester', 'semester', 'away', 'on leave'],
  back: ['tillbaka', 'tillbaks', 'inte borta', 'back'],
  myData: ['mina uppgifter', 'mina personuppgifter', 'mina data', 'my data', 'my personal data'],
  forgetMe: [
    'glom mig',
    'radera mig',
    'radera mina uppgifter',
    'ta bort mina uppgifter',
    'forget me',
    'erase me',
    'delete my data',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Slot = keyof typeof vocabulary;

/** Words that only English speakers use: a command called by one of them is answered in English. */
export const englishWords: ReadonlySet<string> = new Set(
  'home example examples dialogue dialogues initiative initiatives new add log create search find mine my all list edit change withdraw remove restore undo history ours our show open principles principle commitments commitment joined signatories questions question help commands menu unanswered representatives members representative member set appoint end held done cancelled canceled publish draft drafts copy confirm comment outcome result feedback invited declined planned obstacle obstacles matter matters council answer import link unlink account accounts hand handover settings preferences channels reminders prompts on off turn stop away leave back forget me erase delete data personal'.split(
    ' ',
  ),
);

/** Words that both languages have, so that they tell nothing. */
export const sharedWords: ReadonlySet<string> = new Set(['digest', 'cnatet']);

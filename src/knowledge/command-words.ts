import { fold } from './understand/words/normalise';
import type { Language } from './understand/words/stem';

/** A sentence that asks the bot to do something, and what follows the command's own words. */
export interface CommandSentence {
  command: string;
  argument: string;
}

const POLITE =
  '(?:(?:hej|hejsan|hello|hi|ok|okej|snalla|please|tack|botten|nu|sa|och|men|forresten|horru|tjena) )*(?:(?:kan|skulle|vill|could|can|would) (?:du|jag|you|i|vi|we)(?: (?:kunna|vilja|like to|snalla|please|gora det att))* |(?:jag|vi|i) (?:vill|skulle vilja|behover|onskar|ska|maste|want to|need to|would like to|d like to) |(?:hjalp|help) (?:mig|oss|me|us) (?:att |to |med att )?|ga till |lets |var (?:snall|vanlig|god) och |be so kind and )*(?:please )?';
const MAKE =
  '(?:logga|logg|registrera|skapa|lagg till|lagg in|lagg upp|skriv in|skriv upp|skriv|spara|for in|mata in|anmal|rapportera|starta|dokumentera|notera|anteckna|log|register|create|add|record|save|report|start|new|ny|nytt|enter|file|note|submit|make)';
/** Who asks how to log something is best shown the form. */
const HOW =
  '(?:hur|var|how|where) (?:(?:kan|gor|ska|bor|do|can|should|to)(?: (?:jag|man|vi|i|we|you|for|att))* )?(?:loggar?|registrerar?|lagger? (?:in|till|upp)|lagga (?:in|till|upp)|log|register|add|record)(?: (?:jag|man|vi))?(?: in)?';
const ARTICLE =
  '(?: (?:in|upp|ett|en|nytt|ny|a|an|the|new|det har|den har|this|som|as|foljande|vart|var|mitt|min|our|my|till))*';
const MINE =
  '(?:mina|mitt|min|mine|my|vara|vart|our|egna|senaste|last|latest|loggade|logged|registrerade|de|all|alla|own|oppna|open)';
const OWN =
  '(?:har jag|jag har|jag (?:har )?(?:loggat|registrerat|lagt in|skrivit)|have i|i have|i (?:have )?(?:logged|registered))';
const SHOW =
  '(?:visa|vis|lista|show|list|see|se|oppna|open|hamta|get|display|view|ta fram|plocka fram|ge mig|give me|fa se|titta pa|kolla|let me see|var ar|vilka ar|where are|var finns|var hittar jag)';
const REMOVE =
  '(?:ta bort|radera|dra tillbaka|angra|aterkalla|slang|remove|delete|withdraw|undo|erase|ta tillbaka|stryk|scrap)';
const SEARCH = '(?:sok|sok efter|leta|leta efter|leta upp|hitta|search|search for|find|look for)';
const EXAMPLE =
  '(?:samverkansexempel|samverkansexemplet|exempel|exemplet|exemplen|examples?|collaboration examples?)';
const INITIATIVE =
  '(?:dialoginitiativ|dialoginitiativet|initiativ|initiativet|initiatives?|dialogue initiatives?|dialog initiatives?|dialogue|dialog|dialoger|dialogues|dialogmote)';
const MATTER =
  '(?:hinder|hindret|obstacles?|fraga till (?:samverkansradet|radet)|arende till (?:samverkansradet|radet)|fraga till|question (?:to|for) (?:the council|samverkansradet))';
const WE = '(?:vi|jag|we|i) (?:hade|har haft|har|haft|ska ha|had|have had|have|held|holl)';
const CODE = '[edh] ?\\d{4} ?\\d{1,4}';

const rules: [string, string][] = [
  ['example.new', `${MAKE}${ARTICLE} ${EXAMPLE}`],
  ['example.new', `${EXAMPLE} (?:ny+|nytt|nya|new)`],
  ['example.new', `${HOW}${ARTICLE} ${EXAMPLE}`],
  ['initiative.new', `${HOW}${ARTICLE} ${INITIATIVE}`],
  ['initiative.new', `${MAKE}${ARTICLE} ${INITIATIVE}`],
  ['initiative.new', `${INITIATIVE} (?:ny+|nytt|nya|new)`],
  ['initiative.new', `${MAKE} (?:att|that) ${WE} (?:\\S+ ){0,4}?${INITIATIVE}`],
  ['example.new', `${MAKE} (?:att|that) ${WE} (?:\\S+ ){0,4}?(?:samarbete|samverkan|projekt|collaboration)`],
  ['matter.new', `${MAKE}${ARTICLE} ${MATTER}`],
  ['matter.new', `(?:hinder|obstacle|fraga till radet|fraga till samverkansradet) (?:ny+|nytt|new)`],
  [
    'example.withdrawLast',
    `${REMOVE}(?: (?:mitt|min|det|den|my|the|senaste|last|latest|forra|senast|loggade|mina))* ${EXAMPLE}`,
  ],
  [
    'initiative.withdrawLast',
    `${REMOVE}(?: (?:mitt|min|det|den|my|the|senaste|last|latest|forra|senast|loggade|mina))* ${INITIATIVE}`,
  ],
  ['example.mine', `(?:${SHOW} )?${MINE}(?: ${MINE})* ${EXAMPLE}`],
  ['example.mine', `${EXAMPLE} (?:mina|mine)`],
  ['initiative.mine', `(?:${SHOW} )?${MINE}(?: ${MINE})* ${INITIATIVE}`],
  ['initiative.mine', `${INITIATIVE} (?:mina|mine)`],
  ['initiative.mine', `(?:${SHOW} )?(?:vilka |which |what |de |the |alla )*${INITIATIVE} (?:som )?${OWN}`],
  ['example.mine', `(?:${SHOW} )?(?:vilka |which |what |de |the |alla )*${EXAMPLE} (?:som )?${OWN}`],
  [
    'example.search',
    `${SEARCH}(?: (?:ett|alla|bland|i|among|in|all))* ${EXAMPLE}(?: (?:om|pa|med|about|on|with|for))*`,
  ],
  ['example.search', `${EXAMPLE} (?:sok|search|find|hitta)`],
  [
    'initiative.search',
    `${SEARCH}(?: (?:ett|alla|bland|i|among|in|all))* ${INITIATIVE}(?: (?:om|pa|med|about|on|with|for))*`,
  ],
  ['initiative.search', `${INITIATIVE} (?:sok|search|find|hitta)`],
  ['reminder.snooze', `(?:skjut (?:upp|fram)|snooza|snooze|postpone|vanta med)`],
  ['reminder.new', `(?:paminn|remind)(?: (?:mig|oss|me|us))?(?: (?:om|att|about|to|pa|om att))*`],
  [
    'reminder.new',
    `(?:lagg in|satt|skapa|set|create|add|stall in)(?: (?:en|a|ny|new))* (?:paminnelse|reminder)(?: (?:om|att|about|to))*`,
  ],
  ['reminder.list', `(?:${SHOW} )?(?:${MINE} )*(?:paminnelser|paminnelserna|reminders|uppfoljningar)$`],
  [
    'member.away',
    `(?:(?:jag|i) )?(?:ar |am |will be |m )?(?:borta|bortrest|ledig|franvarande|away|on leave|out of office|pa semester)(?: (?:till|fran|until|from|tom|till och med))`,
  ],
  [
    'digest.preview',
    `(?:digest (?:forhandsgranska|preview)|(?:forhandsgranska|preview) (?:digest|manadsbrevet))`,
  ],
  [
    'digest.send',
    `(?:digest (?:skicka|send)|(?:skicka|send) (?:ut )?(?:the )?(?:digest|digesten|manadsbrevet))`,
  ],
  [
    'digest.show',
    `(?:${SHOW} )?(?:the |senaste |latest |manadens |this months )*(?:digest|digesten|manadsbrevet|manadssammanfattningen)`,
  ],
  [
    'members.list',
    `(?:${SHOW} )?(?:all |alla |the |vara )*(?:representanter|representanterna|representatives)$`,
  ],
  [
    'privacy.forget',
    `(?:glom mig|forget me|radera mina uppgifter|ta bort mina uppgifter|delete my data|erase my data)`,
  ],
  [
    'privacy.show',
    `(?:${SHOW} )?(?:mina uppgifter|my data|vilka uppgifter har du om mig|what do you know about me)`,
  ],
  ['settings.show', `(?:${SHOW} )?(?:${MINE} )?(?:installningar|settings)`],
  ['questions.list', `(?:${SHOW} )?(?:obesvarade fragor|unanswered questions)`],
  ['export.start', `(?:exportera|export)(?: (?:alla|mina|all|my))? ?${EXAMPLE}?`],
  ['record.withdraw', `${REMOVE}(?= ${CODE})`],
  [
    'record.edit',
    `(?:andra|redigera|uppdatera|edit|change|update|markera|mark|avsluta|close|stang)(?: (?:i|pa))?(?= (?:\\S+ )?${CODE})`,
  ],
  ['record.show', `(?:${SHOW}|(?:${EXAMPLE}|${INITIATIVE}|hinder))(?= ${CODE})`],
  ['help', `(?:help|hjalp|kommandon|commands|meny|menu)$`],
];

const RULES = rules.map(([command, pattern]): [string, RegExp] => [
  command,
  new RegExp(`^${POLITE}${pattern}(?=$| )`, 'u'),
]);

interface Piece {
  word: string;
  end: number;
}

/** The command that a sentence gives, or undefined for anything that may be a question. Bounded to its first 40 words. */
export function commandSentence(text: string, _language: Language): CommandSentence | undefined {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(/[0-9A-Za-zÀ-ɏ]+/g)) {
    pieces.push({ word: fold(match[0]), end: match.index + match[0].length });
    if (pieces.length === 40) break;
  }
  const folded = pieces.map(({ word }) => word).join(' ');
  for (const [command, pattern] of RULES) {
    const match = pattern.exec(folded);
    if (!match) continue;
    const used = match[0].split(' ').filter(Boolean).length;
    const argument = text.slice(pieces[used - 1]?.end ?? 0).replace(/^[\s:,.–-]+|[\s?.!]+$/g, '');
    return { command, argument };
  }
  return undefined;
}

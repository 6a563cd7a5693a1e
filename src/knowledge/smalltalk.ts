import { commandSentence } from './command-words';
import type { Outcome, SmalltalkKind } from './types';
import type { Analysis } from './understand/analyse';
import type { Token } from './understand/words/normalise';

/** Phrases of leaving, and what stands around them. The spelling may have made *har* of *ha*. */
const BYE = [
  'hej ?da|adjo|tack och hej|sa lange|bye(?: bye)?|good ?bye|see you|take care|later|good night|god natt',
  'vi (?:hors|ses|syns)|(?:trevlig|skon|glad|bra) (?:helg|kvall|dag|sommar|jul|pask|midsommar|semester|fortsattning)|god (?:helg|jul|pask|midsommar|sommar|fortsattning)|gott nytt ar',
  '(?:ha|har) det(?: sa)?|(?:ha|har) (?:(?:det|en|ett|sa|nu) )+(?:bra|fint|gott|skont|kul|trevligt)|(?:ha|har) (?:en|ett) \\S+ (?:dag|helg|kvall|vecka|sommar|jul|semester)',
  'have a (?:good|nice|great) (?:day|weekend|one|evening|week)',
].join('|');
const BEFORE =
  'tack|ok|okej|bra|toppen|och|men|da|sa|nu|for idag|for i dag|for hjalpen|for mig|thanks|thank you|alla|det var allt|that s all|and|then';
const AFTER =
  'pa dig|bot|botten|med|imorgon|i morgon|sen|snart|senare|nasta vecka|pa (?:man|tis|ons|tors|fre)dag|soon|now|tomorrow|you|everyone';

/** Whole messages that ask nothing of the sources, folded. Matched after politeness around them is taken away. */
const PATTERNS: [SmalltalkKind, RegExp][] = [
  ['goodbye', new RegExp(`^(?:${BEFORE} )*(?:${BYE})(?: (?:${BEFORE}|${AFTER}|${BYE}))*$`)],
  [
    'complaint',
    /^(?:nej |men |hm |va |vad |oj )*(?:(?:det|detta|svaret|that|this|it)(?: (?:har|dar|svaret|answer))? (?:ar|var|blev|is|was) (?:ju |helt |val |bara |just |completely )*(?:fel|inte (?:ratt|sant|bra)|galet|wrong|not (?:right|true|correct))|det stammer (?:ju |val )*inte(?: alls)?|fel(?: svar)?|wrong(?: answer)?|(?:du|you) (?:ar|har|are) (?:ju |sa |helt |verkligen |so )*(?:dalig|dum|fel|kass|vardelos|usel|wrong|useless|bad|stupid)|(?:dumma?|dalig|kassa?|usel|bad|stupid) (?:bot|bott|botten|svar|answer)|daligt(?: svar)?|vardelost)$/,
  ],
  [
    'identity',
    /^(?:och )?(?:vem|vad|vilka) (?:ar|e|a) (?:du|det har|dig|den har botten)(?: (?:for en|for nan|for nagot|for nat|for nagon|for en bot|for bot|nu da|da))?$|^(?:who|what) are you$|^(?:ar|e) (?:du|det) (?:en |ett )?(?:riktig |akta )?(?:manniska|robot|bot|person|ai|dator|maskin|program)|^are you (?:a |an )?(?:human|robot|bot|person|ai|machine|real)|^(?:vad|what) heter du|^what is your name|^whats your name|^har du (?:ett )?namn|^vem (?:har )?(?:gjort|byggt|skapat|programmerat) dig|^who (?:made|built|created) you|^(?:pratar|snackar) jag med en/,
  ],
  [
    'capabilities',
    /^(?:och )?(?:vad|va|hur) (?:kan|gor) du(?: (?:gora|hjalpa|svara|for|med|allt|hjalpa mig|hjalpa till|saker|egentligen|pa))*(?: (?:nagot|mig|med|pa|for|till|da))*$|^what can (?:you|i)(?: (?:do|help|ask|say|with|me|med|you|for))*$|^(?:kan du hjalpa mig|can you help me|help me|hjalp mig|jag behover hjalp|i need help)$|^how (?:do you work|can you help|does this work)|^hur (?:fungerar|funkar|anvander (?:jag|man)) (?:du|dig|det har|botten|den har botten)|^vad (?:kan|far) (?:jag|man) fraga(?: (?:dig|om|dig om))*$|^vilka (?:kommandon|fragor) (?:finns|kan du|har du|forstar du)/,
  ],
  [
    'thanks',
    /^(?:tack|thanks|thank you|thx|tackar|tusen tack|stort tack|tack tack|tack ska du ha|tack sa mycket|tackar sa mycket|jattetack|cheers|toppen|perfekt|super|kanon|bra jobbat|snyggt|grymt|great|perfect|awesome|good job|well done|nice|bra|utmarkt|fantastiskt|underbart|harligt|najs|ok|okej|okay|oki|jaha|aha|kul|coolt|haha\w*|hehe\w*|lol|wow|nej tack|no thanks|det var allt|(?:jatte|super|mega|skit)bra|(?:vad|va|oj vad|oj) (?:bra|snabbt|kul|fint|snallt|roligt|smart)|(?:du|you) (?:ar|are) (?:ju |sa |verkligen |en |den |riktigt |jatte|super|the |so |very )*(?:grym|bast|basta|bra|duktig|toppen|fantastisk|smart|klok|snabb|guld|kanon|super|rolig|snall|hjalpsam|best|great|good|smart|helpful|awesome))(?: (?:pa (?:det har|det dar|detta|sant|svenska|att svara)|tack|toppen|super|perfekt|kanon|fint|for|hjalpen|svaret|din|hjalp|all|infon|informationen|sa|mycket|da|the|help|you|a|lot|very|much|all|your|answer|det|dar|det dar|var|precis|vad|jag|behovde|som|ska|du|ha|har|i|dig|thanks|thats|that|is|was|what|needed|exactly|just|snalla|jobbat|bra|jattebra|bot|botten|kompis|today|job|svar|nu|forstar|verkligen|er|bye|hej|ar|va|vad|snallt|snall|gulligt|rart|schysst|tackar|hjalpsam|hjalpsamt|duktig|of|kind|(?:jatte|super|mega)\w+|valdigt|hemskt|riktigt))*$/,
  ],
  [
    'greeting',
    /^(?:hej|hejsan|halla|hallojsan|tja|tjena|tjenare|tjo|tjabba|hello|hi|hey|god morgon|god kvall|god middag|god dag|goddag|goder afton|good morning|good evening|good afternoon|yo|morsning|morrn|howdy|laget|hur ar laget|hur mar du|hur star det till|hur gar det|allt bra|how are you|whats up|what is up|hur e det|hur ar det|hejhej)(?: (?:pa|dig|er|du|dar|there|laget|hur|ar|det|a|e|mar|allt|bra|all|everyone|bot|botten|idag|you|alla|kompis|med|hej|hejsan|hallo|hello|tjena|god|morgon|dag|kvall|da|star|till|gar|today|are|how|doing|i))*$/,
  ],
];

/** Longer messages say more. It also bounds the time that the patterns take, whose parts overlap. */
const MOST_WORDS = 12;

/** What kind of small talk a whole message is, or undefined when it says something else as well. */
export function smalltalk(tokens: readonly Token[]): SmalltalkKind | undefined {
  const words = tokens.map(({ word }) => word);
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  const text = words.join(' ');
  const bare = text
    .replace(/^(?:(?:hej|hejsan|hello|hi|hey|halla|tjena|tja) (?:pa dig |dar |there )?)+(?=\S+ \S)/u, '')
    .replace(/ (?:egentligen|da|nu|tack|please|snalla|then|really)$/u, '');
  for (const candidate of [text, bare]) {
    const found = PATTERNS.find(([, pattern]) => pattern.test(candidate));
    if (found) return found[0];
  }
  return undefined;
}

/** What to say to a message that asks nothing of the sources: small talk, or a command in a sentence. */
export function otherThanQuestion({
  written,
  text,
  language,
}: Pick<Analysis, 'written' | 'text' | 'language'>): Outcome | undefined {
  const talk = smalltalk(written) ?? (written.length === 0 ? 'capabilities' : undefined);
  if (talk) return { kind: 'smalltalk', language, what: talk };
  const command = commandSentence(text, language);
  return command && { kind: 'command', language, ...command };
}

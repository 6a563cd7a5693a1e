import { YES_NO_OPENERS } from './words/function-words';
import type { Token } from './words/normalise';

/** What kind of answer a question asks for. */
export type Asks =
  | 'name'
  | 'who'
  | 'when'
  | 'where'
  | 'howmany'
  | 'howmuch'
  | 'howoften'
  | 'howlong'
  | 'how'
  | 'why'
  | 'what'
  /** What somebody does, not what they are. */
  | 'does'
  | 'which'
  | 'yesno';

const PATTERNS: [Asks, RegExp][] = [
  [
    'name',
    /\b(?:vad heter|vad hette|heter (?:den|han|hon)|namnet pa|namn pa|namnen pa|whats the name|what is the name|what are the names|names? of)\b/u,
  ],
  ['howmany', /\b(?:hur manga|hur stort antal|antal(?:et)?|how many|number of)\b/u],
  ['howmuch', /\b(?:hur mycket|hur mkt|how much)\b/u],
  ['howoften', /\b(?:hur ofta|how often|hur manga ganger)\b/u],
  ['howlong', /\b(?:hur lange|hur lang tid|hur lang|how long)\b/u],
  [
    'why',
    /\b(?:varfor|why|av vilken anledning|hur kommer det sig|how come|for what reason|vad ar anledningen)\b/u,
  ],
  [
    'when',
    /\b(?:nar|when|vilket ar|vilket datum|vilken dag|vilken manad|what year|which year|what date|which date|what day|on which day|since what year|datum)\b/u,
  ],
  ['who', /\b(?:vem|vems|who|whom|whose|vilken person|vilka personer|which person)\b/u],
  ['where', /\b(?:vart|where|vilken adress|pa vilken plats|vilka platser|which address|what address)\b/u],
  ['how', /\b(?:hur|how|pa vilket satt|pa vilka satt|in what way)\b/u],
  ['which', /\b(?:vilken|vilket|vilka|which)\b/u],
  [
    'does',
    /\b(?:vad|va) (?:gor|sysslar|jobbar|arbetar|pysslar|haller) (?!jag|man|vi|du|det)|\bwhat (?:does|do|is|are) (?!i|we|you|one|it)(?:\S+ ){1,4}(?:do|doing|work with|work on)\b/u,
  ],
  ['what', /\b(?:vad|what|vilka ar)\b/u],
];

/** `Vem hjälper mig när jag har skulder?` asks who, not when. */
const SUBORDINATE =
  /^(?:\S+ ){0,3}(?:vem|vad|va|vilken|vilket|vilka|hur|var|vart|varfor|who|what|which|how|where|why)\b(?:(?! och | and ).)*\b(?:nar|when) \S+ \S/u;
/** A request in the form of a question: its *can* asks for no yes or no. */
const REQUEST =
  /\b(?:(?:kan|skulle|vill|could|can|would) (?:du|ni|jag|man|vi|you|i)(?: (?:kunna|vilja|snalla|please|possibly|kanske))*(?: fa)? )?(?:rakna upp|lista|nabrakna|list|enumerate|name (?:all|the|every)|ge (?:mig|oss) (?:en lista|alla)|give me (?:a list|all))\b/u;

/** `Those who joined` asks for no person. */
const RELATIVE = /\b(those|anyone|everyone|people|one|somebody) who\b/gu;

const SPECIFIC_HOW: readonly Asks[] = ['howmany', 'howmuch', 'howoften', 'howlong', 'why'];

/** The kinds of answer that the words ask for, most telling first. A bare keyword asks for none. */
export function questionTypes(tokens: readonly Token[]): Asks[] {
  // Folded, *når* (reaches) looks like *när* (when).
  const words = tokens.map((token) => (/^når$/iu.test(token.surface) ? 'nas' : token.word));
  const text = words.join(' ').replace(REQUEST, '').replace(RELATIVE, '$1');
  const clause = SUBORDINATE.test(text) ? text.replace(/\b(?:nar|when)\b.*$/u, '') : text;
  const found = PATTERNS.filter(([, pattern]) => pattern.test(clause)).map(([type]) => type);
  if (asksWhereByVar(words)) found.unshift('where');
  const types = found.some((type) => SPECIFIC_HOW.includes(type))
    ? found.filter((type) => type !== 'how')
    : found;
  const withoutWhich = types.includes('when')
    ? types.filter((type) => type !== 'which' && type !== 'what')
    : types;
  if (withoutWhich.length === 0 && REQUEST.test(words.join(' '))) return ['which'];
  if (withoutWhich.length === 0 && words.slice(0, 4).some((word) => YES_NO_OPENERS.has(word)))
    return ['yesno'];
  return [
    ...new Set(withoutWhich.includes('does') ? withoutWhich.filter((type) => type !== 'what') : withoutWhich),
  ];
}

/** `var` is both *where* and *was*: it asks for a place when it opens the question and a verb follows. */
function asksWhereByVar(words: readonly string[]): boolean {
  const at = words.findIndex((word) => word !== 'och' && word !== 'men' && word !== 'hej');
  if (words[at] !== 'var') return false;
  return /^(?:kan|far|finns|ligger|hittar|brukar|traffas|mots|haller|har|kommer|hamtar|star|ska|skall|hamta|da|nagonstans|hor|halls|sker|gar|bor|i|publicerades|publiceras|vander|lamnar|lamna|skickar|hammar|ar)/u.test(
    words[at + 1] ?? 'da',
  );
}

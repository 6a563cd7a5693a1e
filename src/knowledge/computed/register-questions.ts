import type { Signatory, SignatoryCategory } from '../pack/schema';
import { categoryName, texts } from '../texts';
import type { Answer, Language } from '../types';
import type { Named, Names } from '../understand/names';
import { lastSentence } from '../understand/sentences';
import { ENGLISH, POLITE, SWEDISH } from '../understand/words/function-words';
import { fold, type Token, tokenize } from '../understand/words/normalise';
import { namedByWord } from './register-word-question';
import { type Facts, foldedText, type Structured } from './structured';

/** Words that make a sentence one about being joined, folded. */
const JOIN =
  /\b(?:anslut\w*|(?:gatt|gar|ga|gick|kommit|ar|e|varit|a) med\b|med (?:i|pa) (?:overenskommelsen|overenskommelse|listan|lista|registret|tabellen|avtalet)|bland (?:de (?:anslutna|som)|aktorer\w*)|skriv\w* (?:pa|under)|skrev (?:pa|under)|paskriv\w*|underskriv\w*|underteckn\w*|signerat|joined|join|signed|signator\w*|affiliated|part of the agreement|(?:pa|i|on|in) (?:listan|lista|registret|register|tabellen|table|the list|the register)|stallt sig bakom|star i|finns i)\b/u;
const LOOSE =
  /^(?:hej |och |men )*(?:ar|a|e|is|are) (?:\S+ ){1,5}(?:med|in)(?: (?:da|redan|nu|i dag|idag|ocksa|dar|har|i det har|egentligen))*$/u;
/** Being joined in a figure of speech: counts only where nothing else answers. */
const ABOARD = /^(?:\S+ ){0,6}(?:med pa|ombord|(?:hoppat|hakat|hangt) (?:pa|med)|on board|aboard)(?: |$)/u;
/** What somebody does, or what they are like, no register tells. */
const DOES =
  /\b(?:gor|sysslar|jobbar|arbetar|haller pa|for (?:en|ett|slags|sorts|typ|nagon|nagot|nan|nat)|what (?:kind|sort|type)|does|do|work)\b/u;
const JOIN_WORD =
  /^(?:anslut\w*|joined|join|signed|signator\w*|skrivit|skrev|skriver|paskriv\w*|underskriv\w*|underteckn\w*|gatt|signerat|registret|register|listan|lista|tabellen|med|affiliated|list|part|bland|stallt)$/u;
const FILLER = new Set(
  'redan annu nu idag ocksa verkligen faktiskt egentligen overenskommelsen overenskommelse agreement avtalet registret listan tabellen an ens also already yet really foreningen organisationen klubben hej vet forresten stammer kollade undrar tro aktor aktoren aktorer civilsamhalle part tillhor'.split(
    ' ',
  ),
);
const CATEGORY_WORD: [SignatoryCategory, RegExp][] = [
  ['board', /\b(?:namnd|namnder|namnderna|boards?)\b/u],
  ['administration', /\b(?:forvaltning|forvaltningar|forvaltningarna|administrations?|departments?)\b/u],
  ['company', /\b(?:bolag|bolagen|bolaget|kommunbolag|foretag|compan(?:y|ies))\b/u],
  [
    'civil',
    /\b(?:civilsamhall\w*|civila|foreningar|foreningarna|organisationer|civil society|associations|organi[sz]ations|ideella)\b/u,
  ],
];
/** An entry that fits so well was written for the question. */
const FITS = 0.8;
const ORGANISATION =
  /(?:forening|foreningen|forbund|forbundet|klubb|klubben|namnden|namnd|forvaltningen|forvaltning|bolaget|bostader|stiftelsen|kyrkan|forsamlingen|samfundet|universitet|hockey|teatern|teater|museum|kooperativet|kansliet|verket|regionen|sallskapet|sallskap|karen|center|centrum|if|ik|sk|bk|ff|ab)$/u;
const GENERIC =
  /^(?:(?:min|mitt|mina|var|vart|vara|en|ett|nagon|nagot|nagra|manga|alla|samtliga|kommunalt|kommunala|kommunens|kommunen|ideell|ideella|civila|civil|all|any|our|my|municipal|samhallet|society|politiker|foretag|privata|private|skolor|skola|skolan|kyrkor|individer|privatpersoner|person|personer|enskilda|man|medlem|medlemmar|representanter|overenskommelsen|artikeln|webbsidan|sidan|dokumentet|texten|den|det|vi|ni|jag|you|we|i)$|(?:namnd|namnder|namnderna|forvaltning|forvaltningar|forvaltningarna|bolag|bolagen|forening|foreningar|foreningarna|foreningen|organisation|organisationer|aktor|aktorer|aktorerna|klubbar|parter|boards?|administrations?|compan(?:y|ies)|associations?|organi[sz]ations?|actors?)$)/u;

/** Answers whether somebody has joined, and who has: by register, not by search. */
export function registerQuestion(question: Structured, facts: Facts): Answer | undefined {
  const text = foldedText(question);
  return (
    letterQuestion(question, text, facts) ??
    countQuestion(question, text, facts) ??
    membership(question, text, facts)
  );
}

function membership(question: Structured, text: string, facts: Facts): Answer | undefined {
  const named = facts.signatories.find(question.written);
  if (!JOIN.test(text)) {
    const loose = looselyNamed(question, text, named, facts);
    if (loose) return loose;
    const bare =
      !DOES.test(text) && named.length === 1 && isBare(question, named[0], fold(facts.pack.name.sv));
    const unheard =
      !question.isAnswered && ABOARD.test(text) && asksWhether(question) && !mentionsRules(text);
    if (unheard && named.length === 0) {
      const [only, ...others] = namedByWord(question, facts);
      return only && others.length === 0 ? joined(only, question.language, facts) : undefined;
    }
    return named[0] && named.length === 1 && ((bare && question.bestFit <= 0.9) || unheard)
      ? joined(named[0].item, question.language, facts)
      : undefined;
  }
  if (!asksWhether(question)) return undefined;
  if (mentionsRules(lastOf(question, text))) return undefined;
  const subject = subjectOf(question.written);
  const inSubject = named.find(({ from, to }) => subject.some(({ at }) => at >= from && at < to));
  if (inSubject) return joined(inSubject.item, question.language, facts);
  const unit = facts.administrations.find(question.written)[0];
  if (unit) return absent(unit.item.name, question.language, facts);
  const byWord = question.bestFit < FITS ? namedByWord(question, facts) : [];
  const [only] = byWord;
  if (only && byWord.length === 1) return joined(only, question.language, facts);
  const name = nameIn(subject, question, facts);
  return name === undefined ? undefined : absent(name, question.language, facts);
}

/** `Är Rädda Barnen med?`: only what is clearly a name, since so much else can be *med*. */
function looselyNamed(
  question: Structured,
  text: string,
  named: readonly Named<Signatory>[],
  facts: Facts,
): Answer | undefined {
  if (!LOOSE.test(text) || !asksWhether(question) || mentionsRules(text)) return undefined;
  const [row] = named;
  if (row) return joined(row.item, question.language, facts);
  const subject = subjectOf(question.written);
  if (!subject.some(({ surface, capital, at }) => (capital && at > 0) || ORGANISATION.test(fold(surface))))
    return undefined;
  const name = subject.length <= 4 ? nameIn(subject, question, facts) : undefined;
  return name === undefined ? undefined : absent(name, question.language, facts);
}

/** Yes/no, or no question word at all (`socialnämnden ansluten`); when, how many and why are other questions. */
function asksWhether({ asks, written }: Structured): boolean {
  if (written.length > 45)
    return asks.every((type) => type === 'yesno' || type === 'what' || type === 'which');
  return asks.every((type) => type === 'yesno');
}

/** What is asked of somebody who was named a sentence ahead, as folded words; `text` is the whole as it was read. */
function lastOf(question: Structured, text: string): string {
  const last = lastSentence(question.text);
  return last === question.text ? text : foldedText({ written: tokenize(last) });
}

/** What is said for politeness: *kan du*, *jag skulle vara tacksam om ni kunde*. */
const POLITELY =
  /\b(?:(?:kan|skulle|can|could) (?:(?:du|ni|you|kunna)|(?:jag|man|vi|i) (?:fa|get))|(?:du|ni|you) (?:kunde|skulle|could|would)|skulle (?:vara|bli|vilja|behova|uppskatta))\b/gu;

/** Questions on who *may* join, or on other versions, aren't about the register. */
function mentionsRules(text: string): boolean {
  const infinitive = /\b(?:skriva (?:pa|under)|ansluta sig|ga med)\b/u.test(text);
  if (infinitive && !/\b(?:har|hade|has|have)\b/u.test(text)) return true;
  return /\bgar (?:\S+ ){0,3}att\b|\b(?:kan|far|maste|ska|bor|borde|behover|can|may|must|should|allowed|obligatoriskt|kravs|mojligt|fick|skulle|tidigare|forra|utan att|hur)\b/u.test(
    text.replace(POLITELY, ''),
  );
}

function isBare(
  question: Structured,
  named: { from: number; to: number } | undefined,
  town: string,
): boolean {
  if (!named) return false;
  return question.written.every(
    (token, at) => (at >= named.from && at < named.to) || isFiller(token.word) || token.word === town,
  );
}

function isFiller(word: string): boolean {
  return SWEDISH.has(word) || ENGLISH.has(word) || POLITE.has(word) || FILLER.has(word);
}

const ACTORS =
  /\b(?:anslut\w*|aktor\w*|register|registret|joined|foreningar\w*|organisation\w*|vilka|which)\b/u;

interface Placed extends Token {
  at: number;
}

/** The words that somebody is named by: between the verb and the word for joining, or before both. */
function subjectOf(tokens: readonly Token[]): Placed[] {
  const placed = tokens.map((token, at) => ({ ...token, at }));
  return placed.filter(({ word }) => !JOIN_WORD.test(word) && !isFiller(word));
}

function nameIn(subject: readonly Placed[], question: Structured, facts: Facts): string | undefined {
  const words = withoutTown(
    subject.filter(({ word }) => !GENERIC.test(word) && !/^\d+$/u.test(word)),
    fold(facts.pack.name.sv),
  );
  const [first] = words;
  if (
    !first ||
    subject.some(({ word }) =>
      CATEGORY_WORD.some(([category, pattern]) => category !== 'civil' && pattern.test(word)),
    )
  )
    return undefined;
  const written = question.written.map(({ surface }) => surface);
  const run = words.filter((word, i) => i === 0 || word.at - (words[i - 1]?.at ?? 0) <= 2);
  const unheard = new Set(
    question.units.filter(({ known }) => known === 'unknown').map(({ surface }) => surface),
  );
  const looksLikeName = run.some(
    ({ surface, word, capital }) =>
      capital || ORGANISATION.test(fold(surface)) || unheard.has(surface) || ORGANISATION.test(word),
  );
  if (!looksLikeName && run.length > (question.asks.length === 0 ? 1 : 3)) return undefined;
  const last = run.at(-1) ?? first;
  return written.slice(first.at, last.at + 1).join(' ');
}

function joined(row: Signatory, language: Language, facts: Facts): Answer {
  const t = texts[language];
  return base(facts, language, {
    entryId: `register/${fold(row.name).replace(/[^a-z0-9]+/gu, '-')}`,
    title: t.isJoinedTitle(row.name),
    body: t.isJoined(row.name, categoryName(row.category, 1, language)),
  });
}

function absent(name: string, language: Language, facts: Facts): Answer {
  const t = texts[language];
  const near = facts.signatories.closest(name, 3).map((row) => row.name);
  const parts = [
    t.notJoined(name),
    near.length > 0 ? t.closest(near.join(', ')) : '',
    facts.pack.register.asOf.note[language],
  ];
  return base(facts, language, {
    entryId: 'register/absent',
    title: t.notJoinedTitle(name),
    body: parts.filter(Boolean).join(' '),
  });
}

/** The town's name may be part of a name (`Lillby IF`), but isn't one by itself. */
function withoutTown(words: readonly Placed[], town: string): readonly Placed[] {
  return words.every(({ word }) => word === town)
    ? []
    : words.at(-1)?.word === town
      ? words.slice(0, -1)
      : words;
}

/** Who has joined with a name on a given letter. */
function letterQuestion(question: Structured, text: string, facts: Facts): Answer | undefined {
  const match =
    /\b(?:borjar (?:pa|med)|begin(?:s|ning)? with|start(?:s|ing)? (?:with|on)|(?:pa|med) bokstaven|letter) (?:bokstaven |ordet |the letter |the word |letter )?([a-z0-9]+)\b/u.exec(
      text,
    );
  // `anslutna aktörer på Ö`: a capital by itself at the end is a letter too.
  const last = question.written.at(-1);
  const isLetter = last?.capital && last.word.length === 1 && /\b(?:pa|med|with) \S$/u.test(text);
  const letter = match?.[1] ?? (isLetter ? last.word : undefined);
  if (letter === undefined || !ACTORS.test(text)) return undefined;
  const written = question.written.findLast(({ word }) => word === letter)?.surface.toUpperCase() ?? '';
  const t = texts[question.language];
  const rows = facts.pack.register.signatories.filter(({ name }) => startsWith(name, written));
  const body =
    rows.length === 0
      ? t.noLetter(written)
      : `${t.letter(rows.length, written)}\n\n${rows.map(({ name }) => `- ${name}`).join('\n')}`;
  return base(facts, question.language, { entryId: 'register/letter', title: t.letterTitle(written), body });
}

/** How many of each of several categories have joined; a single category has an entry of its own, with its names. */
function countQuestion(question: Structured, text: string, facts: Facts): Answer | undefined {
  if (!JOIN.test(text) || !/\b(?:hur manga|how many|antal\w*|fordel\w*|number)\b/u.test(text))
    return undefined;
  const asked = CATEGORY_WORD.filter(([, pattern]) => pattern.test(text)).map(([category]) => category);
  if (asked.length < 2) return undefined;
  const { language } = question;
  const rows = facts.pack.register.signatories;
  const parts = asked.map((category) => {
    const count = rows.filter((row) => row.category === category).length;
    return `${count} ${categoryName(category, count, language)}`;
  });
  const t = texts[language];
  return base(facts, language, {
    entryId: 'register/count',
    title: t.countTitle,
    body: t.countAll(rows.length, listed(parts, t.and)),
  });
}

function listed(parts: readonly string[], and: string): string {
  return [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(` ${and} `);
}

/** A single letter is meant as written (Ö isn't O); a word may lack its dots. */
function startsWith(name: string, start: string): boolean {
  return start.length > 1 ? fold(name).startsWith(fold(start)) : name.toUpperCase().startsWith(start);
}

/** The frame of an answer from the register: its source is the register's own. */
function base(facts: Facts, language: Language, said: Pick<Answer, 'entryId' | 'title' | 'body'>): Answer {
  const { asOf } = facts.pack.register;
  const overview = facts.pack.pages.register;
  const from = facts.pack.entries.find(({ id }) => id === overview)?.sources[0] ?? {
    document: asOf.document,
    section: asOf.section ?? '–',
  };
  return {
    kind: 'answer',
    language,
    ...said,
    sources: [facts.presenter.source(from, language)],
    related: facts.presenter.labels(overview ? [overview] : [], language),
    topic: 'register',
    computed: true,
  };
}

/** Finds one row by its id (`register/almby-ik`), for buttons and follow-ups. */
export function registerAnswer(
  id: string,
  language: Language,
  facts: Facts,
  rows: Names<Signatory> = facts.signatories,
): Answer | undefined {
  const wanted = id.replace(/^register\//u, '');
  const row = facts.pack.register.signatories.find(
    ({ name }) => fold(name).replace(/[^a-z0-9]+/gu, '-') === wanted,
  );
  return row && rows ? joined(row, language, facts) : undefined;
}

import type { IndexData, PhraseData, Postings } from '../search/search-index';
import type { Unit } from '../understand/analyse';
import type { Asks } from '../understand/question-type';

/** An index in columns: a dozen long lists are read from a file many times faster than a hundred thousand small objects. */
export interface CompactIndex extends Omit<IndexData, 'phrases' | 'postings'> {
  readonly docOf: Int32Array;
  /** Texts, and the words as read, of all phrases, one a line: neither has line breaks inside. */
  readonly texts: string;
  readonly reads: string;
  /** Kinds of question, comma between, one phrase a line. */
  readonly asks: string;
  readonly units: readonly Unit[];
  readonly unitsOf: Rows;
  readonly concepts: Int32Array;
  readonly postings: Rows;
  readonly postedWeights: Float64Array;
}

/** Lists of numbers laid end to end, and where each ends. */
interface Rows {
  readonly numbers: Int32Array;
  readonly ends: Int32Array;
}

function toRows(lists: readonly (readonly number[])[]): Rows {
  let end = 0;
  const ends = Int32Array.from(lists, (list) => {
    end += list.length;
    return end;
  });
  return { numbers: Int32Array.from(lists.flat()), ends };
}

function rowsOf({ numbers, ends }: Rows): Int32Array[] {
  return Array.from(ends, (end, i) => numbers.subarray(i === 0 ? 0 : ends[i - 1], end));
}

/** Lays an index out in columns. */
export function compact({ phrases, postings, ...index }: IndexData): CompactIndex {
  const { docs, spread, spoken, inGaps, inAnswers, gapPhrases } = index;
  const numbers = new Map<Unit, number>();
  const numberOf = (unit: Unit): number => {
    const number = numbers.get(unit) ?? numbers.size;
    numbers.set(unit, number);
    return number;
  };
  const unitsOf = toRows(phrases.map(({ units }) => units.map(numberOf)));
  const posted = [...postings.values()];
  return {
    ...{ docs, spread, spoken, inGaps, inAnswers, gapPhrases },
    docOf: Int32Array.from(phrases, ({ doc }) => doc),
    texts: lines(phrases.map(({ text }) => text)),
    reads: lines(phrases.map(({ read }) => read)),
    asks: lines(phrases.map(({ allAsks }) => allAsks.join(','))),
    units: [...numbers.keys()],
    unitsOf,
    concepts: Int32Array.from(postings.keys()),
    postings: toRows(posted.map(({ phrases: at }) => at)),
    postedWeights: Float64Array.from(posted.flatMap(({ weights }) => weights)),
  };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll('\n', ' ')).join('\n');
}

/** The index that was laid out; units that phrases shared they share again. */
export function expand(data: CompactIndex): IndexData {
  const { docs, spread, spoken, inGaps, inAnswers, gapPhrases } = data;
  return {
    ...{ docs, spread, spoken, inGaps, inAnswers, gapPhrases },
    phrases: phrasesOf(data),
    postings: postingsOf(data),
  };
}

function phrasesOf({ docOf, texts, reads, asks, units, unitsOf }: CompactIndex): PhraseData[] {
  const [textOf, readOf, asksOf] = [texts.split('\n'), reads.split('\n'), asks.split('\n')];
  const kinds = new Map(
    asksOf.map((line) => [line, line.split(',').filter((kind): kind is Asks => kind !== '')]),
  );
  return rowsOf(unitsOf).map((row, i) => ({
    doc: docOf[i] ?? 0,
    text: textOf[i] ?? '',
    read: readOf[i] ?? '',
    units: Array.from(row, (number) => units[number]).filter((unit) => unit !== undefined),
    allAsks: kinds.get(asksOf[i] ?? '') ?? [],
  }));
}

function postingsOf({ concepts, postings, postedWeights }: CompactIndex): Map<number, Postings> {
  let from = 0;
  return new Map(
    rowsOf(postings).map((row, i) => {
      const weights = Array.from(postedWeights.subarray(from, from + row.length));
      from += row.length;
      return [concepts[i] ?? 0, { phrases: Array.from(row), weights }];
    }),
  );
}

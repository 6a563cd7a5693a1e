import { readDate } from '../../forms/dates';
import type { Names } from '../../records/catalog';
import { splitNames } from '../../records/common-fields';
import type { LineReading } from '../../records/kind';
import type { Language } from '../../turn/turn';
import { exampleTexts } from './texts';

/**
 * Reads `title | partner | principles | text | date`. Parts may be left out from the middle: with two, the second is the text;
 * with three, the third is the text unless everything in it is a principle. A last part that is a day is when it began.
 */
export function readExampleLine(
  parts: readonly string[],
  language: Language,
  today: string,
  names: Names,
): LineReading {
  const last = parts.length > 2 ? readDate(parts.at(-1) ?? '', today, 'past') : undefined;
  const [title = '', ...rest] = last === undefined ? parts : parts.slice(0, -1);
  const [partners, principles, ...text] = arrange(rest, names);
  const read = splitNames(principles ?? '').map((typed) => ({ typed, id: names.findPrinciple(typed) }));
  return {
    values: {
      title,
      done: text.filter((part) => part !== '').join(' | '),
      partners: splitNames(partners ?? ''),
      principles: read.flatMap(({ id }) => (id === undefined ? [] : [id])),
      ...(last === undefined ? {} : { from: last }),
    },
    notes: read
      .filter(({ id }) => id === undefined)
      .map(({ typed }) => exampleTexts[language].unknownPrinciple(typed)),
  };
}

/** Partner, principles, text. */
function arrange(rest: readonly string[], names: Names): readonly string[] {
  if (rest.length === 1) return ['', '', ...rest];
  const [partner = '', second = ''] = rest;
  const onlyPrinciples = splitNames(second).every((typed) => names.findPrinciple(typed) !== undefined);
  return rest.length === 2 && !onlyPrinciples ? [partner, '', second] : rest;
}

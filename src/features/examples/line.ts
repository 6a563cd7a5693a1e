import type { Names } from '../../records/catalog';
import { splitNames } from '../../records/common-fields';
import type { LineReading } from '../../records/kind';
import type { Language } from '../../turn/turn';
import { exampleTexts } from './texts';

/**
 * Reads `title | partner | principles | text`. Parts may be left out from the middle: with two, the second is the text; with
 * three, the third is the text unless everything in it is a principle.
 */
export function readExampleLine(parts: readonly string[], language: Language, names: Names): LineReading {
  const [title = '', ...rest] = parts;
  const [partners, principles, ...text] = arrange(rest, names);
  const read = splitNames(principles ?? '').map((typed) => ({ typed, id: names.findPrinciple(typed) }));
  return {
    values: {
      title,
      done: text.filter((part) => part !== '').join(' | '),
      partners: splitNames(partners ?? ''),
      principles: read.flatMap(({ id }) => (id === undefined ? [] : [id])),
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

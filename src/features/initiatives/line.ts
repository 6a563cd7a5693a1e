import { readDate } from '../../forms/dates';
import { splitNames } from '../../records/common-fields';
import type { LineReading } from '../../records/kind';
import type { Language } from '../../turn/turn';
import { initiativeTexts } from './texts';

/**
 * Reads `subject | counterpart | date`. With two parts, the second is the date if it can be read as one. A date that can't be
 * read doesn't stop the record: it is said, and can be put right. What is written beside a date that could be read belongs to
 * the subject, which has no other place for it.
 */
export function readInitiativeLine(parts: readonly string[], language: Language, today: string): LineReading {
  const t = initiativeTexts[language];
  const [title = '', ...rest] = parts.filter((part, index) => index === 0 || part !== '');
  const dates = rest.map((part) => readDate(part, today));
  const at = dates.findLastIndex((day) => day !== undefined);
  const date = dates[at];
  const others = rest.filter((_, index) => index !== at);
  const [counterpart = '', ...unread] = others;
  const passed = date !== undefined && date < today ? [t.passed] : [];
  return {
    values: {
      title: date === undefined ? title : [title, ...unread].join(' – '),
      partners: splitNames(counterpart),
      ...(date === undefined ? {} : { date }),
    },
    notes: [...unread.map(date === undefined ? t.dateUnknown : t.addedToSubject), ...passed],
  };
}

import type { Language } from '../turn/turn';
import { isPseudonym } from './personal-data';

/** What is said of whoever has asked to be forgotten. */
const erasedPerson: Readonly<Record<Language, string>> = { sv: 'Borttagen person', en: 'Erased person' };

/** A name as it is shown: a pseudonym is no name that anyone could read. */
export function shownName(name: string, language: Language): string {
  return isPseudonym(name) ? erasedPerson[language] : name;
}

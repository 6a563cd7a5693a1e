/** Names of months in folded text, and years, as parts of patterns. */
export const MONTH =
  '(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october)';
export const YEAR = '(?:19|20)\\d\\d';
/** A day of the month. */
export const DATE = `\\b\\d{1,2} ${MONTH}\\b|\\b${MONTH} \\d{1,2}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b`;

/** The years that a text names. */
export function yearsIn(text: string): readonly string[] {
  return text.match(YEARS) ?? [];
}

const YEARS = new RegExp(`\\b${YEAR}\\b`, 'gu');

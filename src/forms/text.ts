// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Characters that nobody sees but that reorder or split text: bidirectional overrides, zero-width space, soft hyphen. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text without control characters, but for line feeds and tabs. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, '');
}

/** Text in which every run of white space is a single space. Only what isn't one already is looked for: most texts have none. */
export function singleSpaced(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, ' ');
}

/** The same within each line. */
export function singleSpacedLines(text: string): string {
  return text.replace(/[^\S\n]{2,}|[^\S\n ]/g, ' ');
}

/** One line of text as it may be stored: composed, without control and invisible characters, white space made single. */
export function cleanLine(text: string): string {
  return singleSpaced(cleanText(text));
}

/** Text of several lines as it may be stored; at most one empty line in a row. */
export function cleanText(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?|[\u2028\u2029]/g, '\n');
  return singleSpacedLines(withoutControls(lines).replace(UNSEEN, ''))
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text within a limit, cut between characters and marked with an ellipsis when something was left out. */
export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  return `${characters
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`;
}

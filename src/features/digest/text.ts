import type { DigestSection, DigestView } from '../../views/views';

/** The whole digest as plain text, for a notification's fallback, a letter or a file. Nothing is left out. */
export function digestText(view: DigestView): string {
  const numbers = view.numbers.map(({ label, value }) => `${label}: ${value}`).join('\n');
  return [
    `${view.title}\n${view.period}`,
    ...(view.greeting === undefined ? [] : [view.greeting]),
    numbers,
    ...[...view.sections, ...view.more].map(sectionText),
    view.footer,
  ].join('\n\n');
}

function sectionText({ heading, text, items }: DigestSection): string {
  const lines = items.map(({ code, title, detail }) => {
    const name = code === undefined ? title : `${code} ${title}`;
    return detail === undefined ? `- ${name}` : `- ${name} (${detail})`;
  });
  return [heading, ...(text === undefined ? [] : [text]), ...lines].join('\n');
}

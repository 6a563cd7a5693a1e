import type { Language } from '../turn/turn';
import { downloadTexts } from './texts';

export type Page = 'ready' | 'gone' | 'denied' | 'away';

/**
 * A page in plain HTML: a heading, a sentence, and a button where there is something to fetch. The button is why the page is
 * there: programs that look at links in messages before people do open them, and would use the link up.
 */
export function renderPage(page: Page, language: Language): string {
  const t = downloadTexts[language];
  const [title, text] = {
    ready: [t.pageTitle, t.pageIntro],
    gone: [t.goneTitle, t.goneText],
    denied: [t.deniedTitle, t.deniedText],
    away: [t.awayTitle, t.awayText],
  }[page];
  const form = page === 'ready' ? `<form method="post"><button type="submit">${t.fetch}</button></form>` : '';
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title></head>`,
    `<body><main><h1>${title}</h1><p>${text}</p>${form}</main></body></html>`,
  ].join('\n');
}

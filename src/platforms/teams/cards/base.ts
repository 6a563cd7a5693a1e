import { escapeMarkdown } from '../markdown';
import type { JsonObject } from '../template';
import { texts } from '../texts';
import type { CardContext } from './buttons';

/** What all templates use. `fallbackText` is for a client that can't show the card at all. */
export function base(context: CardContext, fallbackText: string): JsonObject {
  return {
    language: context.language,
    fallbackText,
    standalone: context.standalone,
    isShortened: context.shortened,
    shortened: texts[context.language].shortened,
  };
}

/**
 * Plain text in a TextBlock. A TextBlock joins single line breaks, so each becomes a paragraph.
 */
export function plain(text: string): string {
  return escapeMarkdown(text, 'card').replace(/\s*\n\s*/g, '\n\n');
}

/** A property that is shown only when it says something, with the flag that its template asks. */
export function optional(name: string, text: string | undefined): JsonObject {
  const flag = `has${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const present = text !== undefined && text.trim() !== '';
  return { [flag]: present, [name]: present ? text : undefined };
}

import type { PlainTextOption } from '@slack/types';
import type { Bot } from '../../../turn/bot';
import { suggestionBody } from '../inbound/schemas';
import { limits } from '../limits';
import { readMetadata } from '../metadata';
import { option, readSuggestActionId } from '../render/field';
import { shorten } from '../render/text';
import { texts } from '../texts';

const MOST = 20;

/**
 * What a typeahead field offers: the bot's suggestions, and last what was typed itself, since free text is allowed and
 * Slack's menu takes nothing that isn't an option.
 */
export function suggestOptions(bot: Bot, raw: unknown): PlainTextOption[] {
  const read = suggestionBody.safeParse(raw);
  const source = read.success ? readSuggestActionId(read.data.action_id) : undefined;
  if (!read.success || source === undefined) return [];
  const query = read.data.value.replace(/\s+/g, ' ').trim();
  const found = bot.suggest(source, query, MOST).filter(({ value }) => value.length <= limits.optionValue);
  const options = found.map(option);
  const same = (text: string): boolean => text.toLocaleLowerCase('sv') === query.toLocaleLowerCase('sv');
  if (query === '' || query.length > limits.optionValue || found.some(({ label }) => same(label)))
    return options;
  const language = readMetadata(read.data.view?.private_metadata ?? '')?.language ?? 'sv';
  // The quotation mark at the end must survive a long query.
  const label = texts[language].addOption(shorten(query, 55));
  return [...options, { text: { type: 'plain_text', text: label, emoji: false }, value: query }];
}

import type { TeamsActivity } from './activity';

/** True when the message mentions the bot itself. */
export function mentionsBot(activity: TeamsActivity): boolean {
  return botMentions(activity).length > 0;
}

/**
 * What was said, as plain text: without the bot's own mention, other people's mentions as their names, and the few
 * entities decoded that Teams leaves in.
 */
export function spokenText(activity: TeamsActivity): string {
  let text = activity.text ?? '';
  for (const mention of botMentions(activity)) {
    if (mention !== '') text = text.replaceAll(mention, ' ');
  }
  return decodeEntities(stripTags(text))
    .replace(/[\u00a0\t ]+/g, ' ')
    .trim();
}

/** The texts by which the bot is mentioned; empty for one that has no text. */
function botMentions(activity: TeamsActivity): string[] {
  return (activity.entities ?? [])
    .filter((entity) => entity.type === 'mention' && entity.mentioned?.id === activity.recipient.id)
    .map((entity) => entity.text ?? '');
}

/** Teams' mention tags, which may be nested when a name was pasted. Anything else in angle brackets is the writer's own. */
function stripTags(text: string): string {
  return text.replace(/<\/?at(?:\s[^<>]*)?>/gi, '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

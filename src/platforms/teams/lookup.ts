import type { RecordView } from '../../views/views';
import type { TeamsActivity } from './activity';
import { deliveryKey, toInbound } from './inbound';
import { EXTENSION_SEARCH, readSearch } from './invokes';
import { literal } from './markdown';
import { CARD } from './render';
import type { RunOptions } from './run';

/** What the search of the message extension is answered with. */
export interface SearchAnswer {
  readonly composeExtension: object;
}

/**
 * Records to put into a conversation, each with the row that it is chosen by. Run at every key, so it is claimed nowhere. What
 * cannot be shown (nothing found, the store away) is said in place of the rows.
 * @returns undefined when the search isn't ours.
 */
export async function lookUp(
  activity: TeamsActivity,
  { bot, renderer }: RunOptions,
): Promise<SearchAnswer | undefined> {
  const text = readSearch(activity.value);
  if (text === undefined) return undefined;
  const input = { kind: 'action', name: EXTENSION_SEARCH.opens, values: { text } } as const;
  const inbound = { ...toInbound(activity, deliveryKey(activity), input), redelivers: false };
  let answer: SearchAnswer = {
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] },
  };
  await bot.handle(inbound, async ({ views, language }) => {
    const records = views.filter((view) => view.kind === 'record');
    const said = views.flatMap((view) => (view.kind === 'notice' ? [view.text] : []));
    const attachments = records.map((view) => ({
      contentType: CARD,
      content: renderer.card(view, language),
      preview: previewOf(view),
    }));
    answer =
      attachments.length > 0
        ? { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } }
        : { composeExtension: { type: 'message', text: said.join('\n\n') } };
  });
  return answer;
}

/** A row. Some clients read HTML in it, so nothing that a person wrote may look like a tag. */
function previewOf(view: RecordView): object {
  const plain = (text: string): string =>
    literal(text).replace(/</g, '‹').replace(/>/g, '›').replace(/\s+/g, ' ').trim();
  return {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: {
      title: plain(`${view.code} ${view.title}`),
      text: plain(`${view.kindLabel} · ${view.status.label}`),
    },
  };
}

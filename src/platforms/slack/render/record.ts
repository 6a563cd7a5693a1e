import type { ContextBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import type { FactRow, RecordView } from '../../../views/views';
import { limits } from '../limits';
import { buttons, context, header, plain, plainSections, type Rendering, sections } from './blocks';
import { bold, escapeText, link, shorten, shortenMrkdwn } from './text';

/** One record. Its code and status stand in words under the title, since colour isn't to be had in blocks. */
export function recordBlocks(view: RecordView, rendering: Rendering): KnownBlock[] {
  const status = `${escapeText(view.kindLabel)} · ${bold(view.status.label)}`;
  const blocks: KnownBlock[] = [
    ...sections([escapeText(view.lead ?? '')]),
    ...header(view.title),
    ...context(`${bold(view.code)} · ${status}`),
    ...factBlocks(view.facts),
  ];
  for (const { heading, text } of view.paragraphs.slice(0, 10)) {
    blocks.push(...sections([bold(heading ?? '')]), ...plainSections(text));
  }
  const links = (view.links ?? []).slice(0, 5).map(({ label, url }) => link(shorten(label, 300), url));
  blocks.push(...sections([links.join('\n')]));
  if (view.history !== undefined && view.history.length > 0) {
    blocks.push(historyBlock(view.history));
  }
  if (view.footnote !== undefined) blocks.push(...context(escapeText(view.footnote)));
  return [...blocks, ...buttons(view.actions.slice(0, 10), rendering)];
}

/** So many lines of the history, the latest, each so long, fit in the texts of one context block. */
const HISTORY_TEXTS = 4;
const HISTORY_LINES = 10;
const HISTORY_LINE = 290;

/** In small type, sign for sign: it quotes what people wrote. */
function historyBlock(history: readonly string[]): ContextBlock {
  const lines = history
    .slice(-HISTORY_TEXTS * HISTORY_LINES)
    .map((line) => shorten(plain(line), HISTORY_LINE));
  const texts = Array.from({ length: Math.ceil(lines.length / HISTORY_LINES) }, (_, index) =>
    lines.slice(index * HISTORY_LINES, (index + 1) * HISTORY_LINES).join('\n'),
  );
  return { type: 'context', elements: texts.map((text) => ({ type: 'plain_text', text, emoji: false })) };
}

/** Facts as two columns, ten to a section. A long value gets a section of its own. */
function factBlocks(facts: readonly FactRow[]): SectionBlock[] {
  const filled = facts.slice(0, 30).filter(({ value }) => value.trim() !== '');
  const short = filled.filter(({ value }) => value.length <= 200).map(factText);
  const long = filled.filter(({ value }) => value.length > 200).map(factText);
  const blocks: SectionBlock[] = [];
  for (let index = 0; index < short.length; index += limits.fields) {
    const fields = short.slice(index, index + limits.fields).map(
      (text): MrkdwnElement => ({
        type: 'mrkdwn',
        text: shortenMrkdwn(text, limits.fieldText),
        verbatim: true,
      }),
    );
    blocks.push({ type: 'section', fields });
  }
  return [...blocks, ...sections(long)];
}

function factText({ label, value }: FactRow): string {
  return `${bold(shorten(label, 100))}\n${escapeText(value)}`;
}

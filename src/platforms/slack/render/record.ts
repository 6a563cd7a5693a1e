import type { KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import type { FactRow, RecordView } from '../../../views/views';
import { limits } from '../limits';
import { buttons, context, header, type Rendering, sections } from './blocks';
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
    const title = heading === undefined ? '' : `${bold(heading)}\n`;
    blocks.push(...sections([`${title}${escapeText(text)}`]));
  }
  const links = (view.links ?? []).slice(0, 5).map(({ label, url }) => link(shorten(label, 300), url));
  blocks.push(...sections([links.join('\n')]));
  if (view.history !== undefined && view.history.length > 0) {
    blocks.push(
      ...context(
        view.history
          .slice(0, 20)
          .map((line) => escapeText(shorten(line, 200)))
          .join('\n'),
      ),
    );
  }
  if (view.footnote !== undefined) blocks.push(...context(escapeText(view.footnote)));
  return [...blocks, ...buttons(view.actions.slice(0, 10), rendering)];
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

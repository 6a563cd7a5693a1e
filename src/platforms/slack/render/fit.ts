import type { KnownBlock } from '@slack/types';
import { limits } from '../limits';
import { texts } from '../texts';
import { context, type Rendering, size } from './blocks';
import { shortenMrkdwn } from './text';

/** A section text isn't shortened below this. */
const SHORTEST = 400;

/**
 * Keeps within the number of blocks and of characters: the longest texts are shortened first, then blocks are left out from
 * the end and that is said. Buttons go last of all.
 */
export function fitBlocks(
  blocks: readonly KnownBlock[],
  most: number,
  { language }: Rendering,
): KnownBlock[] {
  if (blocks.length <= most && size(blocks) <= limits.messageCharacters) return [...blocks];
  // Far more than could fit is dropped before anything is measured.
  const items = blocks.slice(0, 4 * most).map((block) => ({ block, size: size([block]) }));
  const total = (): number => items.reduce((sum, item) => sum + item.size, 0);
  while (total() > limits.messageCharacters && shortenLongest(items));
  const whole = items.length === blocks.length;
  if (whole && items.length <= most && total() <= limits.messageCharacters)
    return items.map(({ block }) => block);
  const notice = context(texts[language].notAll);
  while (items.length >= most || total() > limits.messageCharacters - size(notice)) {
    const last = items.findLastIndex(({ block }) => block.type !== 'actions');
    items.splice(last === -1 ? items.length - 1 : last, 1);
  }
  return [...items.map(({ block }) => block), ...notice];
}

interface Item {
  block: KnownBlock;
  size: number;
}

/** Halves the longest section text; false when none is longer than {@link SHORTEST}. */
function shortenLongest(items: Item[]): boolean {
  let longest: Item | undefined;
  let length = SHORTEST;
  for (const item of items) {
    const current = item.block.type === 'section' ? (item.block.text?.text.length ?? 0) : 0;
    if (current > length) [longest, length] = [item, current];
  }
  if (longest?.block.type !== 'section' || longest.block.text === undefined) return false;
  const text = shortenMrkdwn(longest.block.text.text, Math.max(SHORTEST, Math.floor(length / 2)));
  longest.block = { ...longest.block, text: { ...longest.block.text, text } };
  longest.size = size([longest.block]);
  return true;
}

import type { DigestSection, DigestView } from '../../../views/views';
import type { JsonObject } from '../template';
import { texts } from '../texts';
import { base, optional, plain } from './base';
import { buttonRows, type CardContext } from './buttons';
import { listItems } from './list';

/** Columns beside each other that can still be read on a phone. */
const NUMBERS_PER_ROW = 3;

export function digestCard(view: DigestView, context: CardContext): JsonObject {
  const { chart } = view;
  return {
    ...base(context, digestSummary(view)),
    title: plain(view.title),
    period: plain(view.period),
    ...optional('greeting', view.greeting && plain(view.greeting)),
    numbers: numberRows(view.numbers),
    sections: view.sections.map((section) => sectionData(section, context)),
    moreLabel: view.moreLabel,
    hasMore: view.more.length > 0 || chart !== undefined,
    more: view.more.map((section) => sectionData(section, context)),
    hasChart: chart !== undefined,
    // Bars with their labels beside them: nobody should have to tell shades apart, or unfold a legend as a ring has it. A
    // diagram shows its labels as they are; the same as text is Markdown.
    chart: chart && {
      heading: plain(chart.title),
      parts: chart.bars.map(({ label, value }) => ({ x: `${label}: ${value}`, y: value })),
      facts: chart.bars.map(({ label, value }) => ({ title: plain(label), value: String(value) })),
    },
    chartAsText: texts[context.language].chartAsText,
    footer: plain(view.footer),
    rows: buttonRows(view.actions, context),
  };
}

/** For the notification: the digest at a glance. */
export function digestSummary(view: DigestView): string {
  const numbers = view.numbers.map(({ label, value }) => `${value} ${label}`).join(', ');
  return [view.title, view.period, numbers].filter((part) => part !== '').join('. ');
}

function numberRows(numbers: DigestView['numbers']): JsonObject[] {
  const perRow = numbers.length === 4 ? 2 : NUMBERS_PER_ROW;
  const rows: JsonObject[] = [];
  for (let start = 0; start < numbers.length; start += perRow) {
    const row = numbers.slice(start, start + perRow);
    rows.push({ row: row.map(({ label, value }) => ({ value: String(value), label: plain(label) })) });
  }
  return rows;
}

function sectionData(section: DigestSection, context: CardContext): JsonObject {
  return {
    heading: plain(section.heading),
    ...optional('text', section.text && plain(section.text)),
    items: listItems(section.items, context),
  };
}

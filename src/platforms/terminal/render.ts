import { markupToPlain } from '../../views/markup';
import type { Action, DigestSection, ListItem, View } from '../../views/views';
import { assertNever } from '../../views/views';

/** A view as plain text, with its buttons, which the terminal numbers. */
export interface Rendered {
  readonly text: string;
  readonly actions: readonly Action[];
  /** Shown when the person asks for more. */
  readonly more?: { readonly label: string; readonly text: string };
}

/** Renders every kind of view but forms, which the terminal asks field by field. */
export function renderView(view: Exclude<View, { kind: 'form' }>): Rendered {
  switch (view.kind) {
    case 'answer':
      return {
        text: paragraphs(markupToPlain(view.body), view.note && markupToPlain(view.note), view.source),
        actions: [...view.related, ...view.feedback],
        ...(view.more && { more: { label: view.more.label, text: markupToPlain(view.more.body) } }),
      };
    case 'choice':
      return { text: view.text, actions: view.options };
    case 'notice':
      return { text: view.text, actions: view.actions ?? [] };
    case 'record':
      return {
        text: paragraphs(
          view.lead,
          `${[view.code, view.kindLabel, view.status.label].filter((part) => part !== '').join(' · ')}\n${view.title}`,
          view.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
          ...view.paragraphs.map(({ heading, text }) =>
            heading === undefined ? text : `${heading}\n${text}`,
          ),
          view.links?.map(({ label, url }) => `${label}: ${url}`).join('\n'),
          view.history?.map((line) => `• ${line}`).join('\n'),
          view.footnote,
        ),
        actions: view.actions,
      };
    case 'list':
      return {
        text: paragraphs(
          view.heading,
          view.intro,
          view.items.length === 0 ? view.empty : view.items.map(renderItem).join('\n'),
          view.footer,
        ),
        actions: [...view.items.flatMap((item) => [...openItem(item), ...answers(item)]), ...view.actions],
      };
    case 'digest':
      return {
        text: paragraphs(
          `${view.title}\n${view.period}`,
          view.greeting,
          view.numbers.map(({ label, value }) => `${value} ${label}`).join(' · '),
          ...view.sections.map(renderSection),
          view.footer,
        ),
        actions: view.actions,
        ...(view.more.length > 0 && {
          more: { label: view.moreLabel, text: view.more.map(renderSection).join('\n\n') },
        }),
      };
    case 'help':
      return {
        text: paragraphs(
          view.heading,
          markupToPlain(view.intro),
          ...view.groups.map(
            ({ heading, items }) =>
              `${heading}\n${items.map(({ say, does }) => `  ${say} – ${does}`).join('\n')}`,
          ),
        ),
        actions: view.actions,
      };
    case 'home':
      return {
        text: paragraphs(
          view.heading,
          view.intro,
          ...view.sections.map(({ heading, items, empty }) =>
            [heading, ...(items.length === 0 ? [empty] : items.map(renderItem))].join('\n'),
          ),
          view.footer,
        ),
        actions: [
          ...view.main,
          ...view.sections.flatMap(({ items }) => items.flatMap(openItem)),
          ...view.actions,
        ],
      };
    case 'file':
      return {
        text: paragraphs(view.text, view.link && `${view.link.label}: ${view.link.url}`, view.content),
        actions: [],
      };
    default:
      return assertNever(view);
  }
}

function renderItem({ code, title, detail }: ListItem): string {
  const head = code === undefined ? title : `${code}  ${title}`;
  return `• ${head}${detail === undefined ? '' : ` (${detail})`}`;
}

/** The number that opens an item stands with the other buttons, under the item's own number or name. */
function openItem({ code, title, open }: ListItem): Action[] {
  return open === undefined ? [] : [{ ...open, label: code ?? `${title}: ${open.label}` }];
}

/** Answers to a row stand with the other buttons, after what they answer. */
function answers({ code, title, actions = [] }: ListItem): Action[] {
  return actions.map((action) => ({ ...action, label: `${code ?? title}: ${action.label}` }));
}

function renderSection({ heading, text, items }: DigestSection): string {
  return [heading, ...(text === undefined ? [] : [text]), ...items.map(renderItem)].join('\n');
}

function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join('\n\n');
}

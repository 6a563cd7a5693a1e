import type { Language } from '../../../turn/turn';
import type { Action } from '../../../views/views';
import { PRESSED, type Pressed } from '../activity';
import { literal } from '../markdown';
import type { JsonObject } from '../template';

/** What every card needs to know about where it is shown. */
export interface CardContext {
  readonly language: Language;
  /** True when the card has to say everything itself: it takes another card's place, and no message text stands above it. */
  readonly standalone: boolean;
  /** True when the view was shortened to fit. */
  readonly shortened: boolean;
}

const styles = { primary: 'positive', danger: 'destructive' } as const;

/** Teams shows a button's title on one line and cuts it; the whole of a long one is its tooltip as well. */
const LONG_TITLE = 40;

/** The data of one button, executed and submitted alike. */
export function button(
  action: Action,
  context: CardContext,
  extra: Pick<Pressed, 'keep' | 'fields'> = {},
): JsonObject {
  const pressed: Pressed = { name: action.name, id: action.id, language: context.language, ...extra };
  const title = literal(action.label);
  return {
    title,
    tooltip: title.length > LONG_TITLE ? title : undefined,
    verb: action.name,
    style: action.style && styles[action.style],
    data: { [PRESSED]: { ...pressed } },
  };
}

/** Characters that fit beside each other in a card on a phone 320 points wide; a button's edges and the gap take about four. */
const ROW_WIDTH = 39;
const EDGES = 4;
const PER_ROW = 4;

/** Buttons in rows: short ones beside each other, long ones each on a row of its own, so that none is cut needlessly. */
export function buttonRows(
  actions: readonly Action[],
  context: CardContext,
  extra: Pick<Pressed, 'keep'> = {},
): { readonly actions: readonly JsonObject[] }[] {
  const rows: Action[][] = [];
  for (const action of actions) {
    const row = rows.at(-1);
    const used = row?.reduce((sum, other) => sum + other.label.length + EDGES, 0) ?? 0;
    if (row !== undefined && row.length < PER_ROW && used + action.label.length + EDGES <= ROW_WIDTH)
      row.push(action);
    else rows.push([action]);
  }
  return rows.map((row) => ({ actions: row.map((action) => button(action, context, extra)) }));
}

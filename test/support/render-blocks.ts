/**
 * Blocks as a web page that resembles Slack closely enough to look at: order, widths, what is bold, what is a button. Only
 * for looking; that blocks are valid is tested against a schema.
 */
interface Text {
  readonly type: string;
  readonly text: string;
}
interface Loose {
  readonly type: string;
  readonly [key: string]: unknown;
}

const STYLE = `body{font:15px/1.46 Lato,"DejaVu Sans",sans-serif;color:#1d1c1d;background:#fff;margin:16px;max-width:620px}
h3{font-size:18px;margin:12px 0 4px}.s{display:flex;gap:16px;margin:8px 0}.s>p{flex:1;margin:0;white-space:pre-wrap}
.f{display:grid;grid-template-columns:1fr 1fr;gap:8px;margin:8px 0;white-space:pre-wrap}.c{color:#616061;font-size:13px;
margin:6px 0;white-space:pre-wrap}button{font:bold 13px sans-serif;padding:6px 12px;margin:4px 6px 4px 0;border:1px solid
#bbb;border-radius:4px;background:#fff}.primary{background:#007a5a;color:#fff}.danger{background:#e01e5a;color:#fff}
label{display:block;font-weight:bold;margin:14px 0 4px}.i{border:1px solid #bbb;border-radius:4px;padding:8px;
white-space:pre-wrap;min-height:20px}.long{min-height:80px}.p{color:#868686}.m{border:1px solid #ddd;border-radius:8px;
padding:16px;box-shadow:0 2px 8px #0002}.t{font-size:20px;font-weight:bold}.o{display:block}`;

/** A whole page of one message, modal or home tab. */
export function blocksToHtml(surface: Loose): string {
  const blocks = (surface.blocks as Loose[]).map(block).join('\n');
  const title = surface.title === undefined ? '' : `<div class="t">${plain(surface.title)}</div>`;
  const row = [surface.close, surface.submit].filter((text) => text !== undefined);
  const foot = row.map((text) => `<button>${plain(text)}</button>`).join('');
  const frame = surface.type === 'modal' ? 'm' : '';
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div class="${frame}">${title}${blocks}${foot}</div>`;
}

function block(item: Loose): string {
  switch (item.type) {
    case 'header':
      return `<h3>${plain(item.text)}</h3>`;
    case 'divider':
      return '<hr>';
    case 'context':
      return (item.elements as Text[]).map((text) => `<div class="c">${read(text)}</div>`).join('');
    case 'actions':
      return `<div>${(item.elements as Loose[]).map(button).join('')}</div>`;
    case 'section': {
      const fields = (item.fields as Text[] | undefined)
        ?.map((text) => `<div>${mrkdwn(text)}</div>`)
        .join('');
      const text = item.text === undefined ? '' : `<p>${read(item.text as Text)}</p>`;
      const beside = item.accessory === undefined ? '' : button(item.accessory as Loose);
      return fields === undefined
        ? `<div class="s">${text}<div>${beside}</div></div>`
        : `<div class="f">${fields}</div>`;
    }
    case 'input':
      return input(item);
    default:
      return `<pre>${escapeHtml(JSON.stringify(item))}</pre>`;
  }
}

function button(item: Loose): string {
  return `<button class="${String(item.style ?? '')}">${plain(item.text)}</button>`;
}

function input(item: Loose): string {
  const element = item.element as Loose;
  const optional = item.optional === true ? ' <span class="p">(valfritt)</span>' : '';
  const hint = item.hint === undefined ? '' : `<div class="c">${plain(item.hint)}</div>`;
  return `<label>${plain(item.label)}${optional}</label>${field(element)}${hint}`;
}

function field(element: Loose): string {
  const chosen = (element.initial_options ?? []) as Loose[];
  if (element.type === 'checkboxes') {
    const ticked = new Set(chosen.map(({ value }) => value));
    const boxes = (element.options as Loose[]).map(
      (option) =>
        `<span class="o">${ticked.has(option.value) ? '☑' : '☐'} ${plain(option.text)}<span class="c">${option.description === undefined ? '' : `<br>${plain(option.description)}`}</span></span>`,
    );
    return boxes.join('');
  }
  const option = element.initial_option as Loose | undefined;
  const value = element.initial_value ?? element.initial_date ?? (option && plain(option.text));
  const shown = chosen.length > 0 ? chosen.map(({ text }) => `[${plain(text)} ×]`).join(' ') : value;
  const content =
    shown === undefined ? `<span class="p">${plain(element.placeholder)}</span>` : String(shown);
  return `<div class="i ${element.multiline === true ? 'long' : ''}">${content}</div>`;
}

function plain(text: unknown): string {
  return text === undefined ? '' : escapeHtml((text as Text).text);
}

/** Only mrkdwn is read for marks. */
function read(text: Text): string {
  return text.type === 'plain_text' ? plain(text) : mrkdwn(text);
}

/** Slack's escapes are HTML's too, so the text can stand as it is once links and bold are made. */
function mrkdwn({ text }: Text): string {
  const marks: Record<string, string> = { ':white_check_mark:': '✅', ':warning:': '⚠️', ':x:': '❌' };
  return text
    .replace(/<([^<>|]+)\|([^<>]+)>/g, (_, url: string, label: string) => `<a href="${url}">${label}</a>`)
    .replace(/(^|[\s•])\*([^*\n]+)\*/g, '$1<b>$2</b>')
    .replace(/:[a-z_]+:/g, (name) => marks[name] ?? name);
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

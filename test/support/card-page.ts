/** A page that shows Adaptive Cards with colours and sizes like those of Teams. */

const light = {
  back: '#ffffff',
  page: '#f5f5f5',
  ink: '#242424',
  subtle: '#616161',
  accent: '#4f52b2',
  good: '#0e700e',
  warning: '#835b00',
  attention: '#b10e1c',
  edge: '#d1d1d1',
};
const dark = {
  back: '#292929',
  page: '#1f1f1f',
  ink: '#ffffff',
  subtle: '#adadad',
  accent: '#9ea2ff',
  good: '#54b054',
  warning: '#f2c661',
  attention: '#f1707b',
  edge: '#525252',
};

/** What the card library needs to know about its host. */
export function hostConfig(isDark: boolean): object {
  const c = isDark ? dark : light;
  const pair = (color: string): object => ({ default: color, subtle: color === c.ink ? c.subtle : color });
  const foregroundColors = {
    default: pair(c.ink),
    accent: pair(c.accent),
    good: pair(c.good),
    warning: pair(c.warning),
    attention: pair(c.attention),
    dark: pair(c.ink),
    light: pair(c.subtle),
  };
  return {
    supportsInteractivity: true,
    fontFamily: '"Segoe UI", "DejaVu Sans", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: c.edge },
    containerStyles: { default: { backgroundColor: c.back, foregroundColors } },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: {
          weight: 'bolder',
          color: 'default',
          size: 'default',
          suffix: ' *',
          suffixColor: 'attention',
        },
        optionalInputs: { weight: 'bolder', color: 'default', size: 'default' },
      },
    },
    factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 150 }, value: { wrap: true }, spacing: 12 },
  };
}

/** The empty page, with a `show(title, text, card, config)` to fill it. */
export function page(isDark: boolean): string {
  const c = isDark ? dark : light;
  return `<!doctype html><html lang="sv"><meta charset="utf-8"><style>
body{margin:0;padding:8px;background:${c.page};color:${c.ink};font:14px/20px "Segoe UI","DejaVu Sans",sans-serif}
section{padding:8px;background:${c.page}}h2{font-size:11px;color:${c.subtle};margin:0 0 6px;font-weight:400}
.message p,.message ul{margin:0 0 8px}.ac-adaptiveCard{border:1px solid ${c.edge};border-radius:6px;outline:0}
a{color:${c.accent}}.ac-textBlock p,.ac-textBlock ul{margin:0 0 6px}.ac-textBlock p:last-child{margin:0}
.ac-pushButton{font:600 14px/20px inherit;padding:5px 12px;border:1px solid ${c.edge};border-radius:4px;background:${c.back};
color:${c.ink};overflow:hidden;text-overflow:ellipsis;max-width:100%}.style-positive{background:${c.accent};color:${c.back}}
.style-destructive{color:${c.attention}}input,textarea,select{font:inherit;color:${c.ink};background:${c.page};padding:6px;
border:1px solid ${c.edge};border-radius:4px;box-sizing:border-box;width:100%}input[type=checkbox],input[type=radio]{width:auto}
textarea{min-height:72px}</style><body><script>${inPage}</script></body></html>`;
}

/** Runs in the page: a Markdown reader of about what Teams reads, and the drawing of one message. */
const inPage = String.raw`
const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
function inline(s) {
  const kept = [];
  const keep = (html) => '\u0001' + (kept.push(html) - 1) + '\u0002';
  s = s.replace(/\\([!-\/:-@[-\x60{-~])/g, (_, c) => keep(esc(c))).replace(/&(amp|lt|gt);/g, (e) => keep(e));
  s = esc(s).replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, t, u) => '<a href="' + u + '">' + t + '</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>').replace(/(^|\W)[_*]([^_*]+)[_*](?=\W|$)/g, '$1<i>$2</i>');
  return s.replace(/\u0001(\d+)\u0002/g, (_, n) => kept[n]);
}
function markdown(text) {
  return text.split(/\n\s*\n/).map((block) => {
    const lines = block.split('\n');
    if (lines.every((line) => /^- /.test(line))) return '<ul>' + lines.map((l) => '<li>' + inline(l.slice(2)) + '</li>').join('') + '</ul>';
    return '<p>' + lines.map(inline).join(/  \n/.test(block) ? '<br>' : ' ') + '</p>';
  }).join('');
}
function show(title, text, card, config) {
  const section = document.createElement('section');
  section.dataset.kind = title;
  section.innerHTML = '<h2>' + title + '</h2><div class="message">' + (text ? markdown(text) : '') + '</div>';
  document.body.append(section);
  if (!card) return;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (t, result) => { result.outputHtml = markdown(t); result.didProcess = true; };
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(config);
  drawn.parse(card);
  section.append(drawn.render());
}`;

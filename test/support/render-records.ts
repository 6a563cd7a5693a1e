import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { CARD } from '../../src/platforms/teams/render';
import { ROOT } from './app';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from './both-sides';
import { launchBrowser } from './browser';
import { hostConfig, page as pageOf } from './card-page';
import { blocksToHtml } from './render-blocks';
import { openSlackUser, type SlackUser, text } from './slack-user';
import { button, inputs, type TeamsChat } from './teams-chat';

/**
 * Lives a while with the whole bot and draws what people then see in Teams and Slack, the longest and the most hostile
 * included, into the ignored folder `screenshots/records/`, to be looked at. `npx ts-node test/support/render-records.ts`;
 * needs /usr/bin/chromium.
 */
const OUT = path.join(ROOT, 'screenshots', 'records');
const LIBRARY = path.join(ROOT, 'node_modules/adaptivecards/dist/adaptivecards.min.js');
const LOOKS = [
  { name: 'light', dark: false, width: 520 },
  { name: 'dark', dark: true, width: 520 },
  { name: 'narrow', dark: false, width: 320 },
] as const;
const HOSTILE =
  '**fet** [klicka](https://evil.example) <!channel> <at>alla</at> <script>alert(1)</script> `kod` ~x~ *y*';
const LONGEST = 'Läxhjälp på biblioteket i Varberga varje tisdag och torsdag '.repeat(2).slice(0, 120);
const ESSAY = 'Vi ses i bibliotekets stora sal. Volontärer hjälper till med läxorna. '
  .repeat(28)
  .slice(0, 2000);

type Json = Readonly<Record<string, unknown>>;
type Scenes = Readonly<Record<string, unknown>>;

async function inTeams(sides: BothSides, anna: TeamsChat, dan: TeamsChat): Promise<Scenes> {
  const sara = await sides.chat('sara');
  const first = async (chat: TeamsChat, words: string): Promise<Json> => (await chat.say(words))[0] ?? {};
  const saveOf = async (chat: TeamsChat, form: unknown, values: Json): Promise<unknown> =>
    chat.press(button(form, 'Spara'), { ...inputs(form), ...values });
  const empty = await first(anna, 'exempel alla');
  const start = await first(anna, 'hem');
  const line = await first(
    anna,
    'exempel: Läxhjälp på biblioteket | Verdandi | dialog | Volontärer hjälper elever.',
  );
  const blank = await first(anna, 'exempel ny');
  await saveOf(anna, blank, {
    ...{ title: HOSTILE, done: HOSTILE, benefitCivil: HOSTILE, 'partners.own': HOSTILE.slice(0, 90) },
    shared: 'yes',
  });
  const long = { title: LONGEST, done: ESSAY, benefitMunicipality: ESSAY, benefitCivil: ESSAY };
  const longest = await saveOf(anna, await first(anna, 'exempel ny'), {
    ...{ ...long, principles: 'dialogue,openness,diversity,quality', from: '2026-01-12', to: '2026-03-01' },
    ...{
      'partners.own': 'Friskis&Svettis Örebro; Röda Korset; Hyresgästföreningen',
      link: 'https://www.orebro.se',
    },
  });
  for (const n of [1, 2, 3, 4, 5, 6, 7])
    await anna.say(
      `exempel: ${n === 4 ? LONGEST.slice(0, 110) : `Promenad ${'abcdefgh'[n]}`} ${n} | RFSL ${n} | | Text`,
    );
  await anna.say('dialog: Öppettider i simhallen | Friskis&Svettis | 2 mars 2026');
  const half = await saveOf(anna, await first(anna, 'exempel ny'), { title: 'Ring 640823-3234', done: '' });
  const twin = await first(anna, 'exempel: Läxhjälp på biblioteket | Verdandi | dialog | En gång till');
  const mine = await first(anna, 'E-2026-001 ändra');
  await saveOf(dan, await first(dan, 'E-2026-001 ändra'), {
    title: 'Läxhjälp i Varberga',
    done: 'Varje onsdag.',
  });
  const crossed = await saveOf(anna, mine, { title: 'Läxhjälp för alla' });
  await anna.say('hinder: Det tar för lång tid att få svar om lokaler');
  await anna.say(`fråga till rådet: ${HOSTILE}`);
  const importing = await first(sara, 'representanter importera');
  const list =
    'person;namn;förvaltning;roll\nteams:a;Anna Ek;Socialförvaltningen;representant\nteams:d;Dan;Rymden;representant';
  return {
    ...{ empty, start, line, blank, longest, half, twin, crossed },
    hostile: await first(anna, 'E-2026-002'),
    history: await first(anna, 'E-2026-001 historik'),
    list: await first(anna, 'exempel alla'),
    search: await first(anna, 'exempel sök lexhjälp'),
    dialogue: await first(anna, 'dialog D-2026-001 genomförd'),
    home: await first(anna, 'hem'),
    register: await first(sara, 'representanter'),
    matters: await first(sara, 'ärenden'),
    agenda: await first(sara, 'ärenden lämna över'),
    import: await sara.press(button(importing, 'Visa ändringar'), { list }),
  };
}

async function inSlack(sides: BothSides, ulf: SlackUser): Promise<Scenes> {
  const say = async (words: string): Promise<Json> => ({
    type: 'message',
    ...JSON.parse(await ulf.command(words)),
  });
  const line = await say('dialog: Lokaler på Öster | Verdandi | 20 mars');
  await ulf.command(`dialog: ${HOSTILE.replaceAll('|', '')} | RFSL`);
  for (const n of [1, 2, 3, 4, 5, 6, 7])
    await ulf.command(`dialog: ${n === 3 ? LONGEST : 'Möte'} ${'abcdefgh'[n]}${n} | PRO ${n}`);
  const blank = await ulf.open('dialog ny');
  const filled = await ulf.send(blank, {
    ...{ title: text(`${LONGEST}x`), outcome: text(ESSAY) },
  });
  const twin = await ulf.send(await ulf.open('dialog ny'), { title: text('Lokaler på Öster') });
  const mine = await ulf.openBy('record.edit', 'D-2026-002');
  await ulf.command('dialog D-2026-002 utfall: Vi fick nycklar');
  const crossed = await ulf.send(mine, { title: text('Lokaler på Öster och Väster') });
  return {
    ...{ line, blank, twin: twin.view, crossed: crossed.view, filled: filled.view },
    hostile: await say('D-2026-003'),
    history: await say('D-2026-002 historik'),
    list: await say('dialog alla'),
    examples: await say('exempel alla'),
    confirm: await say('E-2026-002'),
    held: await say('dialog D-2026-002 genomförd'),
    home: sides.slack.of('views.publish').at(-1)?.args.view,
    register: await say('representanter'),
    help: await say('hjälp'),
  };
}

/** The card of a message, or the answer to a press, which is the card itself or an answer with messages. */
function cardOf(shown: unknown): { card: unknown; said: string } {
  const [one] = [shown].flat() as {
    attachments?: { contentType: string; content: unknown }[];
    text?: string;
    value?: unknown;
  }[];
  if (one?.value !== undefined) return { card: one.value, said: '' };
  const held = one?.attachments?.find(({ contentType }) => contentType === CARD)?.content;
  return { card: held ?? (one?.attachments === undefined ? one : null), said: one?.text ?? '' };
}

async function drawTeams(browser: Browser, scenes: Scenes): Promise<void> {
  for (const look of LOOKS) {
    const tab = await browser.newPage({ viewport: { width: look.width, height: 800 }, deviceScaleFactor: 1 });
    for (const [name, shown] of Object.entries(scenes)) {
      const { card, said } = cardOf(shown);
      await tab.setContent(pageOf(look.dark));
      await tab.addScriptTag({ path: LIBRARY });
      await tab.evaluate(
        `show(${[name, said, card, hostConfig(look.dark)].map((one) => JSON.stringify(one)).join(',')})`,
      );
      await tab.locator('section').screenshot({ path: path.join(OUT, `teams-${name}-${look.name}.png`) });
    }
    await tab.close();
  }
}

async function drawSlack(browser: Browser, scenes: Scenes): Promise<void> {
  const tab = await browser.newPage({ viewport: { width: 640, height: 600 }, deviceScaleFactor: 1 });
  for (const [name, surface] of Object.entries(scenes)) {
    if (surface === undefined) continue;
    await tab.setContent(blocksToHtml(surface as Parameters<typeof blocksToHtml>[0]));
    await tab.screenshot({ path: path.join(OUT, `slack-${name}.png`), fullPage: true });
  }
  await tab.close();
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const sides = await startBothSides();
  const browser = await launchBrowser();
  try {
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('teams:aad-dan', 'deputy', CULTURE);
    await sides.appoint('teams:aad-bo', 'representative', SOCIAL);
    await sides.appoint('slack:U00000001', 'council');
    const [anna, dan] = [await sides.chat('anna'), await sides.chat('dan')];
    for (const chat of [anna, dan]) await chat.say('hej');
    await drawTeams(browser, await inTeams(sides, anna, dan));
    await drawSlack(browser, await inSlack(sides, openSlackUser(sides.bot.url, sides.slack)));
  } finally {
    await browser.close();
    await sides.stop();
  }
}

void main();

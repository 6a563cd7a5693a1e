import { expect } from 'chai';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { payloads, postCommand, postEvent } from '../support/slack-request';
import { forged, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

/** Written by one person, read by others on the other platform: each with what must not stand in what is sent there. */
const TO_SLACK: [string, string, RegExp][] = [
  ['a call to everyone in the channel', '<!channel> <!here> <!everyone>', /<!/],
  ['a mention of a person', '<@U00000001> har sagt ja', /<@U/],
  ['a link that looks like another', '<https://evil.example|orebro.se>', /<https:\/\/evil/],
  ['a date that Slack computes', '<!date^1392734382^{date}|igår>', /<!date/],
  ['a subteam', '<!subteam^S0123|styrelsen>', /<!subteam/],
];
const TO_TEAMS: [string, string, RegExp][] = [
  ['a link that looks like another', '[orebro.se](https://evil.example)', /(?<!\\)\[orebro\.se(?<!\\)\]\(/],
  ['an image that tells who reads', '![x](https://evil.example/pixel.png)', /!\[x\]\(/],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>', /(?<!\\)<script|(?<!\\)<img/],
  ['a mention', '<at>Anna Berg</at> har sagt ja', /(?<!\\)<at>/],
  ['a card’s own computing', '{{DATE(2026-03-12T09:00:00Z)}}', /(?<!\\)\{\{DATE/],
  ['a heading and a table', '# Rubrik\n| a | b |\n|---|---|', /^# |(?<!\\)\| a/m],
];

/** The texts of a message in which Slack reads mentions and links; in a plain_text they are characters. */
function marked(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(marked);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as Json;
  const own = typeof text === 'string' && type !== 'plain_text' ? [text] : [];
  return [...own, ...Object.values(node).flatMap(marked)];
}

describe('attacks by what people write', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const last = async (): Promise<Json | undefined> =>
    (await collection('examples').find({}).sort({ code: -1 }).toArray())[0];
  let key = 0;
  const save = (values: Json): Promise<Json | Json[]> => {
    key += 1;
    return anna.press(forged('example.save', `texts${String(key).padStart(11, '0')}`), values);
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('slack:U00000001', 'council');
    anna = await sides.chat('anna');
    sides.slack.hasSpoken('D00000001');
  });
  beforeEach(async () => {
    for (const name of ['examples', 'initiatives', 'counters']) await collection(name).deleteMany({});
    sides.slack.calls.length = 0;
  });
  after(() => sides.stop());

  for (const [what, text, pattern] of TO_SLACK) {
    it(`${what}, written in Teams and read in Slack → shown as the characters that it is`, async () => {
      await save({ title: `Körsång ${text}`, done: text });
      await collection('examples').updateMany(
        {},
        { $set: { shared: true, audience: ['teams', 'slack', 'guest'] } },
      );
      const answer = await (await postCommand(sides.bot.url, payloads.command('E-2026-001'))).json();
      const read = marked(answer).join('\n');
      expect(read).to.include('Körsång').and.include('&lt;').and.not.match(pattern);
    });
  }

  for (const [what, text, pattern] of TO_TEAMS) {
    it(`${what}, written in Slack and read in Teams → shown as the characters that it is`, async () => {
      const event = payloads.message(`dialog: Lokaler ${text.replace(/[|\n]/g, ' ')} | Verdandi`);
      await postEvent(sides.bot.url, event);
      await sides.slack.waitFor('chat.postMessage');
      await collection('initiatives').updateMany(
        {},
        { $set: { shared: true, audience: ['teams', 'slack', 'guest'], 'content.outcome': text } },
      );
      const [shown] = await anna.say('D-2026-001');
      // The notification's text and the fallback are plain text; what is rendered lies in the card.
      const { attachments } = shown as unknown as { attachments: { content: { body: unknown } }[] };
      const body = attachments[0]?.content.body;
      expect(readable(body)).to.include('Lokaler').and.not.match(pattern);
    });
  }

  it('a made-up link in what one can choose among → shown as the characters that it is', async () => {
    const title = '[orebro.se](https://evil.example) <b>**fet**</b>';
    await anna.say(`hinder: ${title}`);
    const sara = await sides.chat('sara');
    const [form] = await sara.say('ärenden lämna över');
    const choices = JSON.stringify(form).match(/"title":"H-2026-001[^"]*"/)?.[0] ?? '';
    expect(choices).to.include('orebro.se').and.include('evil.example');
    expect(choices).not.to.match(/\]\(|<|\*/);
  });

  for (const [what, written, kept] of [
    ['control characters', 'Läx\u0000hjälp\u0007\u001b[31m', 'Läxhjälp[31m'],
    ['a text turned around (bidirectional override)', 'Läxhjälp \u202egpj.exe', 'Läxhjälp gpj.exe'],
    ['isolates that garble what follows', 'Läx\u2066hjälp\u2069', 'Läxhjälp'],
    ['invisible characters', 'Läx\u200bhjä\u00adlp\ufeff', 'Läxhjälp'],
    ['letters put together from parts', 'La\u0308xhja\u0308lp', 'Läxhjälp'],
  ] as const) {
    it(`${what} in a title → stored without`, async () => {
      await save({ title: written, done: 'Varje tisdag.' });
      expect(((await last())?.content as Json | undefined)?.title).to.equal(kept);
    });
  }

  for (const [what, values] of [
    ['a title of 50,000 letters', { title: 'a'.repeat(50_000), done: 'x' }],
    ['a text of 100,000 letters', { title: 'Läxhjälp', done: 'ord '.repeat(25_000) }],
    [
      'a thousand partners',
      {
        title: 'Läxhjälp',
        done: 'x',
        partners: Array(1_000)
          .fill('P')
          .map((p, n) => p + n)
          .join(';'),
      },
    ],
  ] as const) {
    it(`${what} → the form comes back with the limit, nothing saved`, async () => {
      const answer = await save(values);
      expect(JSON.stringify(answer)).to.match(/högst|för stort|för lång|tecken/);
      expect(await last()).to.equal(undefined);
    });
  }

  it('a message of 20,000 letters → the limit is said, nothing saved', async () => {
    expect(readable(await anna.say(`exempel: ${'a'.repeat(20_000)}`))).to.include('för lång');
    expect(await last()).to.equal(undefined);
  });

  it('a link that would run a script → refused, nothing saved', async () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://a b']) {
      await save({ title: 'Läxhjälp', done: 'Varje tisdag.', link });
      expect(await last(), link).to.equal(undefined);
    }
  });

  it('operators as words → searched for as words', async () => {
    await save({ title: 'Läxhjälp', done: 'Varje tisdag.' });
    for (const text of [
      'exempel sök {"$ne":null}',
      'exempel sök .*',
      'exempel sök $where',
      'exempel sök [',
    ]) {
      expect(readable(await anna.say(text)), text).to.not.include('E-2026-001');
    }
  });

  it('a pattern that takes a poor matcher for ever → answered within a second', async () => {
    const began = performance.now();
    await anna.say(`exempel sök ${'a'.repeat(1_500)}${'!'.repeat(1_500)}`);
    await anna.say(`exempel: ${'a|'.repeat(1_500)}`);
    expect(performance.now() - began).to.be.lessThan(2_000);
  });

  it('a personnummer, in any spelling → not stored, not logged', async () => {
    for (const number of [
      '811218-9876',
      '19811218 9876',
      '8112189876',
      '811218‐9876',
      '８１１２１８－９８７６',
    ]) {
      await save({ title: 'Läxhjälp', done: `Ring Anna, ${number}.` });
      await anna.say(`exempel: Läxhjälp | Verdandi | | Ring ${number}`);
      expect(await last(), number).to.equal(undefined);
    }
    expect(sides.bot.logs.join('')).to.not.match(/811218|9876/);
  });

  it('a comma, a newline and a percent sign in a partner’s name → one name, the same on both platforms', async () => {
    const event = payloads.message('dialog: Lokaler | Kultur, Idrott & Fritid 100 %');
    await postEvent(sides.bot.url, event);
    await sides.slack.waitFor('chat.postMessage');
    const [record] = await collection('initiatives').find({}).toArray();
    expect(JSON.stringify(record)).to.include('100 %');
  });
});

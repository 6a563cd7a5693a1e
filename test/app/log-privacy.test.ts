import { expect } from 'chai';
import { createLogger } from '../../src/log';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { LogWatch } from '../support/log-watch';
import { payloads, postCommand, postEvent, postInteraction } from '../support/slack-request';
import { button, forged, inputs, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

/** What nobody may find in a log: each string stands for one kind of content or personal data. */
const MARKS = {
  question: 'Kvargfrågan',
  title: 'Kvargrubriken',
  text: 'Kvargtexten',
  partner: 'Kvargföreningen',
  search: 'Kvargsökningen',
  matter: 'Kvarghindret',
  comment: 'Kvargkommentaren',
  malformed: 'Kvargtrasig',
  name: 'Kvargberg',
  user: 'aad-kvarganna',
  slackUser: 'UKVARG0001',
  slackName: 'kvarguser',
  channel: 'CKVARG0001',
  trigger: 'KVARGTRIGGER',
} as const;

describe('the watch over the log of all tests', () => {
  const leaksOf = (line: string): readonly string[] => {
    const watch = new LogWatch();
    watch.said({
      type: 'message',
      text: 'exempel: Simborgen | Verdandi',
      from: { id: '29:anna', name: 'Berg' },
    });
    watch.secret('xoxb-a-secret');
    watch.logged(line);
    return watch.leaks();
  };

  it('finds words, accounts and secrets that were said, and whatever isn’t English', () => {
    expect(leaksOf('{"level":50,"reason":"no VERDANDI here"}')).to.deep.equal(['verdandi']);
    expect(leaksOf('{"level":50,"who":"teams:29:anna"}')).to.deep.equal(['29:anna']);
    expect(leaksOf('{"level":50,"header":"Bearer xoxb-a-secret"}')).to.deep.equal(['xoxb-a-secret']);
    expect(leaksOf('{"level":50,"reason":"läxa"}')).to.have.length(1);
  });

  it('lets pass what the program says of itself', () => {
    expect(
      leaksOf('{"level":30,"time":"x","turn":"29:anna","platform":"teams","msg":"turn done"}'),
    ).to.deep.equal([]);
  });
});

describe('an error in the log', () => {
  it('holds no line of its text, not even one that looks like a place in the code', () => {
    const lines: string[] = [];
    const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
    log.error({ err: new Error('no\n    at Kvargtexten (/secret.ts:1:2)\n    at Kvargen') }, 'failed');
    expect(lines.join(''))
      .to.include('log-privacy.test.ts')
      .and.not.match(/kvarg|secret/i);
  });
});

describe('the log, at its most talkative', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  const slackAs = { user_id: MARKS.slackUser, user_name: MARKS.slackName, channel_id: MARKS.channel };
  const leaks = (): string[] => {
    const lines = sides.bot.logs.join('').toLowerCase();
    return Object.entries(MARKS).flatMap(([kind, mark]) =>
      lines.includes(mark.toLowerCase()) ? [kind] : [],
    );
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint(`teams:${MARKS.user}`, 'representative', CULTURE);
    await sides.appoint(`slack:${MARKS.slackUser}`, 'council');
    anna = await sides.chat('kvarganna');
  });
  after(() => sides.stop());

  it('holds nothing of what people say, log and ask in Teams', async () => {
    await anna.say(`${MARKS.question} om hur det går till?`);
    await anna.say(`exempel: ${MARKS.title} | ${MARKS.partner} | dialog | ${MARKS.text}`);
    const [form] = (await anna.press(forged('record.edit', 'E-2026-001'))) as Json[];
    await anna.press(button(form, 'Spara'), { ...inputs(form), done: `${MARKS.text} igen` });
    await anna.say(`exempel sök ${MARKS.search}`);
    await anna.say(`hinder: ${MARKS.matter}`);
    await anna.say('mina uppgifter');
    await anna.mention(`${MARKS.question} i kanalen?`, {
      conversation: { id: '19:kvarg@thread.tacv2', conversationType: 'channel', isGroup: true },
    });
    expect(sides.bot.logs.length).to.be.greaterThan(10);
    expect(leaks()).to.deep.equal([]);
  });

  it('holds nothing of what people say, log and press in Slack', async () => {
    const command = (text: string) =>
      postCommand(
        sides.bot.url,
        payloads.command(text, { ...slackAs, response_url: sides.slack.responseUrl() }),
      );
    await (await command(`${MARKS.question}?`)).text();
    await (await command(`dialog: ${MARKS.title} | ${MARKS.partner} | 20 mars`)).text();
    await (await command('mina uppgifter')).text();
    await postEvent(
      sides.bot.url,
      payloads.message(`${MARKS.question} igen?`, { user: MARKS.slackUser, channel: 'DKVARG0001' }),
    );
    await postEvent(
      sides.bot.url,
      payloads.mention(`${MARKS.question} där?`, { user: MARKS.slackUser, channel: MARKS.channel }),
    );
    const user = { id: MARKS.slackUser, username: MARKS.slackName, name: MARKS.name, team_id: 'T00000001' };
    await postInteraction(
      sides.bot.url,
      payloads.press('record.show~0', JSON.stringify({ i: MARKS.text, l: 'sv' }), {
        user,
        trigger_id: MARKS.trigger,
      }),
    );
    await postInteraction(
      sides.bot.url,
      payloads.submission(
        MARKS.malformed,
        { a: { b: { type: 'plain_text_input', value: MARKS.text } } },
        { user },
      ),
    );
    await sides.slack.waitFor('chat.postMessage', 2);
    await sides.bot.app.sweep();
    expect(leaks()).to.deep.equal([]);
  });

  it('holds nothing when things go wrong either', async () => {
    const raw = (path: string, body: string, type = 'application/json') =>
      fetch(`${sides.bot.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    for (const path of ['/api/messages', '/slack/events']) {
      await raw(path, `{"text": "${MARKS.malformed}`);
      await raw(
        path,
        JSON.stringify({
          type: 'message',
          text: MARKS.malformed,
          from: { id: MARKS.user, name: MARKS.name },
        }),
      );
      await raw(path, `payload=${MARKS.malformed}`, 'application/x-www-form-urlencoded');
      await raw(`${path}/${MARKS.malformed}?x=${MARKS.text}`, MARKS.text, 'text/plain');
    }
    await fetch(`${sides.bot.url}/files/${MARKS.malformed}`);
    sides.slack.fail('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
    await postEvent(
      sides.bot.url,
      payloads.message(`${MARKS.question} utan svar?`, { user: MARKS.slackUser, channel: 'DKVARG0002' }),
    );
    // A write that the store refuses is an error with the document in its message.
    const { connection } = sides.bot.app.store;
    await connection
      .collection('examples')
      .createIndex({ 'content.title': 1 }, { unique: true, name: 'kvarg' });
    await anna.say(`exempel: ${MARKS.title} | ${MARKS.partner} | dialog | ${MARKS.text} en gång till`);
    const [again] = (await anna.press(forged('example.new'))) as Json[];
    await anna.press(button(again, 'Spara'), { title: MARKS.title, done: MARKS.text, duplicate: 'save' });
    await connection.collection('examples').dropIndex('kvarg');
    await connection.close();
    await anna
      .say(`exempel: ${MARKS.title} utan lager | ${MARKS.partner} | dialog | ${MARKS.text}`)
      .catch(() => undefined);
    expect(sides.bot.logs.join('')).to.include('store-away');
    expect(leaks()).to.deep.equal([]);
  });
});

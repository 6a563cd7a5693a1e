import { expect } from 'chai';
import type { Inbound } from '../../../src/turn/turn';
import { activity, executes, mentions, post, says, submits } from '../../support/teams-activity';
import { type Harness, say, startTeams } from './harness';

describe('Teams: what comes in', () => {
  let teams: Harness;
  const at = (more: object = {}): { serviceUrl: string } => ({ serviceUrl: teams.connector.url, ...more });
  const received = async (body: unknown): Promise<Inbound> => {
    const before = teams.bot.inbound.length;
    expect((await post(teams.url, body)).status).to.equal(200);
    const inbound = teams.bot.inbound[before];
    if (inbound === undefined) throw new Error('the bot was given nothing');
    return inbound;
  };

  before(async () => {
    teams = await startTeams();
  });
  beforeEach(() => {
    teams.connector.clear();
    teams.bot.reply = say('Hej.');
  });
  after(() => teams.stop());

  it('reads a message in a personal chat', async () => {
    const inbound = await received(says(at(), '  vad är  Samverkansrådet? ', { id: '1700000000001' }));
    expect(inbound).to.deep.include({
      key: 'teams:a:anna:1700000000001',
      redelivers: true,
      person: { id: 'teams:aad-anna', name: 'Anna Berg' },
      input: { kind: 'words', text: 'vad är Samverkansrådet?' },
      link: undefined,
    });
    expect(inbound.place).to.deep.include({
      platform: 'teams',
      conversation: 'teams:a:anna',
      kind: 'personal',
      privateReply: true,
    });
  });

  it('answers in the same conversation, as a reply to the message', async () => {
    await post(teams.url, says(at(), 'hej', { id: '1700000000002' }));
    expect(teams.connector.calls).to.have.length(1);
    expect(teams.connector.calls[0]).to.deep.include({
      method: 'POST',
      path: '/v3/conversations/a:anna/activities/1700000000002',
      authorization: undefined,
    });
    expect(teams.connector.messages()[0]).to.deep.include({
      type: 'message',
      text: 'Hej.',
      textFormat: 'markdown',
    });
  });

  it('replies in the thread of a channel', async () => {
    const conversation = '19:abc@thread.tacv2;messageid=1690000000000';
    const inbound = await received(
      mentions(at({ kind: 'channel', conversation }), 'principer', { id: '1700000000003' }),
    );
    expect(inbound.input).to.deep.equal({ kind: 'words', text: 'principer' });
    expect(inbound.place).to.deep.include({
      conversation: `teams:${conversation}`,
      kind: 'channel',
      privateReply: false,
    });
    expect(inbound.link).to.equal(
      'https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1700000000003',
    );
    expect(teams.connector.calls[0]).to.deep.include({ conversation });
  });

  it('leaves channel messages alone that do not mention it, but not those in a group chat', async () => {
    const count = teams.bot.inbound.length;
    await post(teams.url, says(at({ kind: 'channel' }), 'någon annan sak'));
    expect(teams.bot.inbound).to.have.length(count);
    const inbound = await received(says(at({ kind: 'groupChat' }), 'principer'));
    expect(inbound.place).to.deep.include({ kind: 'group', privateReply: false });
  });

  it('treats a conversation of no stated kind as seen by others', async () => {
    const body = { ...says(at(), 'hej'), conversation: { id: 'x' } };
    expect((await received(body)).place).to.deep.include({ kind: 'group', privateReply: false });
  });

  const bot = { type: 'mention', mentioned: { id: '28:bot' } };
  const spoken: [string, string, object[], string][] = [
    [
      'its own mention',
      '<at>C-nätet</at>&nbsp;principer',
      [{ ...bot, text: '<at>C-nätet</at>' }],
      'principer',
    ],
    ['its own mention, twice', '<at>C</at> a <at>C</at> b', [{ ...bot, text: '<at>C</at>' }], 'a b'],
    [
      'a nested mention',
      '<at><at>C-nätet</at></at> hjälp',
      [{ ...bot, text: '<at><at>C-nätet</at></at>' }],
      'hjälp',
    ],
    ['a mention in the middle', 'hej <at>C</at>, hjälp', [{ ...bot, text: '<at>C</at>' }], 'hej , hjälp'],
    [
      'the mention of another, whose name stays',
      '<at>C</at> representant sätt <at>Bo Ek</at>',
      [
        { ...bot, text: '<at>C</at>' },
        { type: 'mention', mentioned: { id: '29:bo' }, text: '<at>Bo Ek</at>' },
      ],
      'representant sätt Bo Ek',
    ],
    [
      'a mention with an attribute',
      '<at id="0">C</at> hjälp',
      [{ ...bot, text: '<at id="0">C</at>' }],
      'hjälp',
    ],
    ['a name that is a pattern', '<at>C (.*)+$</at> hjälp', [{ ...bot, text: '<at>C (.*)+$</at>' }], 'hjälp'],
    ['entities', 'a &lt;b&gt; &amp;amp; c', [], 'a <b> &amp; c'],
    ['what only looks like a tag', 'x <attack> y', [], 'x <attack> y'],
    ['line breaks, which stay', 'exempel: a\nb', [], 'exempel: a\nb'],
    ['an unreadable entity', 'hej', [{ type: 5 }, { mentioned: null }], 'hej'],
  ];
  for (const [what, text, entities, expected] of spoken) {
    it(`reads the words beside ${what}`, async () => {
      expect((await received(says(at(), text, { entities }))).input).to.deep.equal({
        kind: 'words',
        text: expected,
      });
    });
  }

  it('takes a message without text, such as a picture, as no words', async () => {
    const body = says(at(), '', { text: null, attachments: [{ contentType: 'image/png' }] });
    expect((await received(body)).input).to.deep.equal({ kind: 'words', text: '' });
  });

  it('gives a delivery that comes again the same key', async () => {
    const message = says(at(), 'hej');
    await post(teams.url, message);
    const count = teams.bot.inbound.length;
    expect((await post(teams.url, message)).status).to.equal(200);
    expect(teams.bot.inbound).to.have.length(count);
    expect(teams.connector.calls).to.have.length(1);
  });

  it('gives two presses of the same button different keys, and a delivery without id one of its own', async () => {
    const data = { action: { name: 'example.save', id: 'form-1' }, title: 'Läxhjälp' };
    const first = await received(executes(at(), data));
    const second = await received(executes(at(), data));
    expect(first.key).to.not.equal(second.key);
    const bare = { ...executes(at(), data), id: undefined };
    const count = teams.bot.inbound.length;
    await post(teams.url, bare);
    await post(teams.url, bare);
    expect(teams.bot.inbound).to.have.length(count + 1);
  });

  it('reads a sent form alike from Execute and Submit', async () => {
    const data = {
      action: {
        name: 'example.save',
        id: 'form-1',
        language: 'en',
        fields: { principles: 'many', partners: 'suggest', form: 'one' },
      },
      msteams: { type: 'task/fetch' },
      title: 'Läxhjälp 50%2C',
      form: 'a%2Cb',
      principles: 'dialog,openness',
      partners: 'Föreningen A%2C Örebro',
      'partners.own': 'Ny förening; En till;  ',
      count: 3,
      nested: { a: 1 },
    };
    const values = {
      title: 'Läxhjälp 50%2C',
      form: 'a,b',
      principles: ['dialog', 'openness'],
      partners: ['Föreningen A, Örebro', 'Ny förening', 'En till'],
      count: '3',
    };
    for (const body of [executes(at(), data), submits(at(), data)]) {
      const inbound = await received(body);
      expect(inbound.input).to.deep.equal({ kind: 'action', name: 'example.save', id: 'form-1', values });
      expect(inbound.language).to.equal('en');
    }
  });

  it('reads a form left empty as empty lists', async () => {
    const data = {
      action: { name: 'x', fields: { principles: 'many', partners: 'suggest' } },
      principles: '',
    };
    expect((await received(executes(at(), data))).input).to.deep.include({
      values: { principles: [], partners: [] },
    });
  });

  const strange = [
    null,
    'text',
    5,
    [],
    { action: 'x' },
    { action: { name: '' } },
    { action: { name: 'a', id: { $ne: 1 } } },
  ];
  for (const data of strange) {
    it(`runs no turn for a button that carries ${JSON.stringify(data)}`, async () => {
      const count = teams.bot.inbound.length;
      const answer = await post(teams.url, executes(at(), data as never));
      expect(answer.json).to.deep.include({ statusCode: 400, type: 'application/vnd.microsoft.error' });
      expect(teams.bot.inbound).to.have.length(count);
    });
  }

  it('welcomes once when it is installed, however often Teams says so', async () => {
    const conversation = 'a:new';
    const installed = (): unknown =>
      activity(at({ conversation }), { type: 'installationUpdate', action: 'add' });
    expect((await received(installed())).input).to.deep.equal({ kind: 'event', name: 'joined' });
    const count = teams.bot.inbound.length;
    await post(teams.url, installed());
    await post(
      teams.url,
      activity(at({ conversation }), {
        type: 'conversationUpdate',
        membersAdded: [{ id: '29:x' }, { id: '28:bot' }],
      }),
    );
    expect(teams.bot.inbound).to.have.length(count);
  });

  it('takes nobody for an English speaker because of the language of their computer', async () => {
    for (const locale of ['en-US', 'sv-SE', null]) {
      expect((await received(says(at(), 'hej', { locale }))).language).to.equal(undefined);
    }
  });
});

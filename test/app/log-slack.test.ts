import { expect } from 'chai';
import { messageSchema, modalSchema } from '../platforms/slack/limits-schema';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import type { SlackCall } from '../support/slack-api';
import { payloads, postCommand, postInteraction } from '../support/slack-request';
import { button } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
interface Modal {
  readonly private_metadata: string;
  readonly submit: { readonly text: string };
  readonly blocks: readonly {
    readonly block_id?: string;
    readonly optional?: boolean;
    readonly type: string;
  }[];
}

const USER = 'U00000002';
const asUser = { user: { id: USER, username: 'ulf', name: 'ulf', team_id: 'T00000001' } };
/** Fields as Slack sends them. */
const text = (value: string): Json => ({ value: { type: 'plain_text_input', value } });
const one = (value: string): Json => ({ value: { type: 'static_select', selected_option: { value } } });

describe('from thought to saved record in Slack', () => {
  let sides: BothSides;
  const stored = (): Promise<Json[]> =>
    sides.bot.app.store.connection.collection('initiatives').find({}).sort({ code: 1 }).toArray();
  const command = async (words: string): Promise<string> => {
    const fields = payloads.command(words, { user_id: USER, response_url: sides.slack.responseUrl() });
    return (await postCommand(sides.bot.url, fields)).text();
  };
  const opened = async (words: string): Promise<Modal> => {
    await command(words);
    const call = [...sides.slack.of('views.open'), ...sides.slack.of('views.update')].at(-1) as SlackCall;
    return modalSchema.parse(call.args.view) as unknown as Modal;
  };
  const send = async (modal: Modal, values: Json): Promise<Json> => {
    const submission = payloads.submission(modal.private_metadata, values, asUser);
    const body = await (await postInteraction(sides.bot.url, submission)).text();
    return body === '' ? {} : JSON.parse(body);
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint(`slack:${USER}`, 'council');
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
  });
  beforeEach(async () => {
    sides.slack.calls.length = 0;
    for (const name of ['examples', 'initiatives', 'counters']) {
      await sides.bot.app.store.connection.collection(name).deleteMany({});
    }
  });
  after(() => sides.stop());

  it('takes one command for one line, which says what it understood', async () => {
    const answer = await command('dialog: Lokaler på Öster | Verdandi | 20 mars');
    expect(answer).to.include('Så här förstod jag det').and.include('20 mars 2026');
    const [record] = await stored();
    expect(record).to.deep.include({
      code: 'D-2026-001',
      status: 'planned',
      platform: 'slack',
      shared: false,
    });
    expect(record?.content).to.deep.include({
      title: 'Lokaler på Öster',
      date: '2026-03-20',
      takenBy: 'civil',
    });
  });

  it('takes one command and one click by form, with one required field', async () => {
    const modal = await opened('dialog ny');
    const required = modal.blocks.filter(({ type, optional }) => type === 'input' && optional !== true);
    expect(required.map(({ block_id }) => block_id)).to.deep.equal(['title']);
    expect(await send(modal, { title: text('Lokaler på Öster') })).to.deep.equal({
      response_action: 'clear',
    });
    const [record] = await stored();
    expect(record?.content).to.deep.include({ title: 'Lokaler på Öster' });
    const [confirmed] = await sides.slack.waitFor('response_url');
    expect(JSON.stringify(confirmed?.args)).to.include('D-2026-001');
  });

  it('says what is wrong at the field and keeps the rest, then saves', async () => {
    const modal = await opened('dialog ny');
    const values = { title: text('Ring 640823-3234'), outcome: text('Vi fick nycklar') };
    const refused = (await send(modal, values)) as { response_action: string; errors: Json };
    expect(refused.response_action).to.equal('errors');
    expect(Object.keys(refused.errors)).to.deep.equal(['title']);
    expect(refused.errors.title).to.include('personnummer');
    expect(await stored()).to.deep.equal([]);
    await send(modal, { ...values, title: text('Lokaler på Öster') });
    const [record] = await stored();
    expect(record?.content).to.deep.include({ outcome: 'Vi fick nycklar' });
  });

  it('shows a likely duplicate in the form, with what was typed and a button that saves anyway', async () => {
    await command('dialog: Lokaler på Öster | Verdandi');
    const asked = (await send(await opened('dialog ny'), { title: text('Lokaler på Öster') })) as {
      response_action: string;
      view: unknown;
    };
    expect(asked.response_action).to.equal('update');
    const modal = modalSchema.parse(asked.view) as unknown as Modal;
    expect(JSON.stringify(modal))
      .to.include('Det finns redan D-2026-001')
      .and.include('"initial_value":"Lokaler');
    expect(modal.submit.text).to.equal('Spara ändå');
    expect(await stored()).to.have.length(1);
    await send(modal, { title: text('Lokaler på Öster') });
    expect(await stored()).to.have.length(2);
  });

  it('saves what is shared for both sides, and shows the other platform’s markup as text', async () => {
    const title = '**fet** [klicka](https://evil.example) <!channel> <@U1> *x*';
    await send(await opened('dialog ny'), { title: text(title), shared: one('yes') });
    const [record] = await stored();
    expect((record?.content as { title: string } | undefined)?.title).to.equal(title);
    const said = JSON.parse(await command('D-2026-001')) as Json;
    messageSchema.parse(withoutType(said));
    // A heading is plain text to Slack; wherever it would read markup, the signs are disarmed.
    const read = [said.text, ...mrkdwn(said.blocks)].join('\n');
    expect(read)
      .to.include('&lt;!channel&gt;')
      .and.not.match(/<!channel>|<@U1>/);
    const anna = await sides.chat('anna');
    const [card] = await anna.say('D-2026-001');
    const inTeams = markdown(card).join('\n');
    expect(inTeams).to.include('\\[klicka\\]').and.not.include('[klicka](');
    expect(inTeams).to.not.include('**fet**');
  });

  it('lets the council confirm what Teams has shared, and Teams sees by whom', async () => {
    const anna = await sides.chat('anna');
    const [form] = await anna.say('exempel ny');
    await anna.press(button(form, 'Spara'), {
      title: 'Läxhjälp',
      done: 'Varje tisdag',
      shared: 'yes',
      'partners.own': 'Friskis',
    });
    expect(await command('E-2026-001')).to.include('Bekräfta');
    const pressed = payloads.press('record.confirm~1', '{"i":"E-2026-001","l":"sv"}', {
      ...asUser,
      response_url: sides.slack.responseUrl(),
    });
    await postInteraction(sides.bot.url, pressed);
    await sides.slack.waitFor('response_url');
    const [card] = await anna.say('E-2026-001');
    expect(JSON.stringify(card)).to.include('Bekräftad av').and.include('ulf');
  });
});

function withoutType({ response_type: _, ...message }: Json): Json {
  return message;
}

/** Every text in which Slack reads markup. */
function mrkdwn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(mrkdwn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(node).flatMap(mrkdwn);
}

/** Every text in which Teams reads Markdown: the message's own, and text blocks. */
function markdown(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markdown);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as { type?: unknown; text?: unknown };
  const own = (type === 'TextBlock' || type === 'message') && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(node).flatMap(markdown)];
}

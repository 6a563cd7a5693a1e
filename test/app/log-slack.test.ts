import { expect } from 'chai';
import { messageSchema, modalSchema } from '../platforms/slack/limits-schema';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { openSlackDm, slackButton } from '../support/slack-dm';
import { payloads, postInteraction } from '../support/slack-request';
import { type Modal, one, openSlackUser, type SlackUser, text } from '../support/slack-user';
import { button } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const USER = 'U00000002';
const asUser = { user: { id: USER, username: 'ulf', name: 'ulf', team_id: 'T00000001' } };

describe('from thought to saved record in Slack', () => {
  let sides: BothSides;
  let ulf: SlackUser;
  const stored = (): Promise<Json[]> =>
    sides.bot.app.store.connection.collection('initiatives').find({}).sort({ code: 1 }).toArray();
  before(async () => {
    sides = await startBothSides();
    ulf = openSlackUser(sides.bot.url, sides.slack, USER);
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
    const answer = await ulf.command('dialog: Lokaler på Öster | Verdandi | 20 mars');
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

  it('says in a message what a line lacks, with a button that opens the form filled in', async () => {
    const dm = openSlackDm(sides, USER);
    const said = await dm.say('dialog: | Verdandi | 20 mars');
    expect(JSON.stringify(said)).to.include('Jag kunde inte spara raden').and.include('Skriv vad dialogen');
    await dm.press(slackButton(said, 'formulär'));
    const [opened] = await sides.slack.waitFor('views.open');
    expect(JSON.stringify(modalSchema.parse(opened?.args.view)))
      .to.include('"initial_date":"2026-03-20"')
      .and.include('"value":"Verdandi"');
    expect(await stored()).to.deep.equal([]);
  });

  it('takes one command and one click by form, with one required field', async () => {
    const modal = await ulf.open('dialog ny');
    const required = modal.blocks.filter(({ type, optional }) => type === 'input' && optional !== true);
    expect(required.map(({ block_id }) => block_id)).to.deep.equal(['title']);
    expect(await ulf.send(modal, { title: text('Lokaler på Öster') })).to.deep.equal({
      response_action: 'clear',
    });
    const [record] = await stored();
    expect(record?.content).to.deep.include({ title: 'Lokaler på Öster' });
    const [confirmed] = await sides.slack.waitFor('response_url');
    expect(JSON.stringify(confirmed?.args)).to.include('D-2026-001');
  });

  it('says what is wrong at the field and keeps the rest, then saves', async () => {
    const modal = await ulf.open('dialog ny');
    const values = { title: text('Ring 640823-3234'), outcome: text('Vi fick nycklar') };
    const refused = await ulf.send(modal, values);
    expect(refused.response_action).to.equal('errors');
    expect(Object.keys(refused.errors ?? {})).to.deep.equal(['title']);
    expect(refused.errors?.title).to.include('personnummer');
    expect(await stored()).to.deep.equal([]);
    await ulf.send(modal, { ...values, title: text('Lokaler på Öster') });
    const [record] = await stored();
    expect(record?.content).to.deep.include({ outcome: 'Vi fick nycklar' });
  });

  it('shows a likely duplicate in the form, with what was typed and a button that saves anyway', async () => {
    await ulf.command('dialog: Lokaler på Öster | Verdandi');
    const asked = await ulf.send(await ulf.open('dialog ny'), { title: text('Lokaler på Öster') });
    expect(asked.response_action).to.equal('update');
    const modal = asked.view as Modal;
    expect(JSON.stringify(modal))
      .to.include('Det finns redan D-2026-001')
      .and.include('"initial_value":"Lokaler');
    expect(modal.submit.text).to.equal('Spara ändå');
    expect(await stored()).to.have.length(1);
    await ulf.send(modal, { title: text('Lokaler på Öster') });
    expect(await stored()).to.have.length(2);
  });

  it('warns of what seems to reveal somebody’s health, and saves anyway when asked to', async () => {
    const values = { title: text('Promenader'), outcome: text('Hon har diabetes och går med varje vecka.') };
    const asked = await ulf.send(await ulf.open('dialog ny'), values);
    expect(asked.response_action).to.be.oneOf(['errors', 'update']);
    expect(JSON.stringify(asked)).to.include('hälsa');
    expect(await stored()).to.deep.equal([]);
    const modal = asked.view as Modal;
    expect(modal.submit.text).to.equal('Spara ändå');
    expect(await ulf.send(modal, values)).to.deep.equal({ response_action: 'clear' });
    expect(await stored()).to.have.length(1);
  });

  it('saves what is shared for both sides, and shows the other platform’s markup as text', async () => {
    const title = '**fet** [klicka](https://evil.example) <!channel> <@U1> *x*';
    await ulf.send(await ulf.open('dialog ny'), { title: text(title), shared: one('yes') });
    const [record] = await stored();
    expect((record?.content as { title: string } | undefined)?.title).to.equal(title);
    const said = JSON.parse(await ulf.command('D-2026-001')) as Json;
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
    expect(await ulf.command('E-2026-001')).to.include('Bekräfta');
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

import { expect } from 'chai';
import { startTestApp } from '../support/app';
import { type BothSides, startBothSides } from '../support/both-sides';
import {
  type Modal,
  openSlackUser,
  type SentAnswer,
  type SlackUser,
  text,
  until,
} from '../support/slack-user';

type Json = Readonly<Record<string, unknown>>;
const ULF = 'U0000000U';
const REA = 'U0000000R';

/** What stands in the text fields of a modal. */
const typedIn = (modal: Modal | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (modal?.blocks ?? []).map(({ block_id, element }) => [block_id, element?.initial_value]),
  );

describe('races and old things in Slack', () => {
  let sides: BothSides;
  let ulf: SlackUser;
  let rea: SlackUser;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const stored = async (): Promise<Json | undefined> =>
    (await collection('initiatives').find({}).sort({ _id: 1 }).toArray())[0];
  const content = async (): Promise<Json> => ((await stored())?.content ?? {}) as Json;
  const env = () => ({
    SLACK_BOT_TOKEN: 'xoxb-test-token',
    SLACK_SIGNING_SECRET: 'test-signing-secret',
    SLACK_API_URL: sides.slack.apiUrl,
  });
  const edit = (who: SlackUser): Promise<Modal> => who.openBy('record.edit', 'D-2026-001');
  const told = () => [...sides.slack.of('response_url'), ...sides.slack.of('chat.postMessage')];
  /** What the person gets to read when a modal has been sent: in the modal, or where it was opened from. */
  const answerTo = async (sent: SentAnswer): Promise<string> => {
    if (sent.response_action !== 'clear') return JSON.stringify(sent);
    await until(() => told().length > 0);
    return JSON.stringify(told());
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint(`slack:${ULF}`, 'council');
    await sides.appoint(`slack:${REA}`, 'coordinator');
    ulf = openSlackUser(sides.bot.url, sides.slack, ULF);
    rea = openSlackUser(sides.bot.url, sides.slack, REA);
  });
  beforeEach(async () => {
    for (const name of ['initiatives', 'counters']) await collection(name).deleteMany({});
    sides.slack.calls.length = 0;
    await ulf.command('dialog: Lokaler på Öster | Verdandi');
  });
  after(() => sides.stop());

  it('two replicas at the same moment: one saves, the other gets the form back with both, and saves on top', async () => {
    const replica = await startTestApp({ storeUri: sides.bot.storeUri, env: env() });
    const there = openSlackUser(replica.url, sides.slack, REA);
    const [first, second] = [await edit(ulf), await edit(rea)];
    const answers = await Promise.all([
      ulf.send(first, { title: text('Ulfs ämne'), outcome: text('Ulfs utfall') }),
      there.send(second, { title: text('Reas ämne'), outcome: text('') }),
    ]);
    const lost = answers.findIndex(({ response_action }) => response_action === 'update');
    const asked = answers[lost]?.view;
    expect(answers.map((one) => one.response_action).sort()).to.deep.equal(['clear', 'update']);
    expect(JSON.stringify(asked)).to.include('Någon annan har ändrat').and.include('Lokaler på Öster');
    const mine = lost === 0 ? 'Ulfs ämne' : 'Reas ämne';
    expect(typedIn(asked)).to.include({ title: mine });
    expect((await content()).title).not.to.equal(mine);
    const again = await (lost === 0 ? ulf : there).send(asked as Modal, { title: text(mine) });
    expect(again.response_action).to.equal('clear');
    expect(await stored()).to.include({ version: 3 });
    expect(await content()).to.include({ title: mine });
    await replica.stop();
  });

  it('a role that was withdrawn between opening and saving saves nothing, and says why', async () => {
    await sides.appoint('slack:U0000000T', 'council');
    const tom = openSlackUser(sides.bot.url, sides.slack, 'U0000000T');
    const modal = await tom.open('dialog ny');
    await collection('members').updateOne({ people: 'slack:U0000000T' }, { $set: { active: false } });
    const sent = await tom.send(modal, { title: text('För sent') });
    expect(await answerTo(sent))
      .to.include('nuvarande roll')
      .and.include('Inget har ändrats');
    expect(await collection('initiatives').countDocuments({})).to.equal(1);
  });

  it('a record withdrawn under an open form is shown with the way back', async () => {
    const modal = await edit(ulf);
    await rea.command('D-2026-001 dra tillbaka');
    const sent = await ulf.send(modal, { title: text('För sent') });
    expect(await answerTo(sent))
      .to.include('Tillbakadragen')
      .and.include('Återställ');
    expect(await stored()).to.include({ withdrawn: true, version: 2 });
  });

  it('a record erased under an open form is said not to be there, and so is one of last year’s buttons', async () => {
    const modal = await edit(ulf);
    await collection('initiatives').deleteMany({});
    const sent = await ulf.send(modal, { title: text('För sent') });
    expect(await answerTo(sent)).to.include('hittar ingen post');
    for (const action of ['record.edit', 'record.show', 'initiative.held', 'record.history']) {
      sides.slack.calls.length = 0;
      await ulf.press(action, 'D-2025-009');
      expect(JSON.stringify(told()), action).to.include('hittar ingen post');
    }
    expect(await stored()).to.equal(undefined);
  });

  it('a form opened on an older version keeps what was typed and shows what has changed', async () => {
    const old = await edit(ulf);
    for (const title of ['Ett', 'Två'])
      expect((await rea.send(await edit(rea), { title: text(title) })).response_action).to.equal('clear');
    const sent = await ulf.send(old, {
      title: text('Lokaler på Öster'),
      outcome: text('Vi fick nycklar'),
    });
    expect(sent.response_action).to.equal('update');
    expect(JSON.stringify(sent.view)).to.include('Ämne: ”Lokaler på Öster” → ”Två”');
    expect(typedIn(sent.view)).to.include({ title: 'Två', outcome: 'Vi fick nycklar' });
    expect(await stored()).to.include({ version: 3 });
  });

  it('a button pressed twice at once counts once', async () => {
    await Promise.all([
      ulf.press('initiative.held', 'D-2026-001'),
      ulf.press('initiative.held', 'D-2026-001'),
    ]);
    expect(await stored()).to.include({ status: 'held', version: 2 });
  });
});

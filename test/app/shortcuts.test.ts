import { expect } from 'chai';
import { messageSchema, modalSchema, optionsSchema } from '../platforms/slack/limits-schema';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { BOT } from '../support/slack-api';
import { payloads, postInteraction } from '../support/slack-request';

const LINK = 'https://test.slack.com/archives/C00000001/p1700000000000900';
const HOSTILE = '&lt;script&gt; <!channel> *fet* <https://evil.example|trygg>';

describe('Slack: shortcuts', () => {
  let sides: BothSides;
  let count = 0;
  const shortcut = (over: object): object => ({
    type: 'shortcut',
    callback_id: 'new_example',
    token: 'gammal-verifieringsnyckel',
    action_ts: '1700000000.000001',
    team: { id: BOT.teamId, domain: 'test' },
    user: { id: 'U00000001', username: 'anna', team_id: BOT.teamId },
    trigger_id: `123.456.${++count}`,
    ...over,
  });
  const onMessage = (text: string, over: object = {}): object =>
    shortcut({
      type: 'message_action',
      callback_id: 'save_example',
      channel: { id: 'C00000001', name: 'allmant' },
      message_ts: '1700000000.000900',
      message: { type: 'message', user: 'U00000005', ts: '1700000000.000900', text },
      response_url: sides.slack.responseUrl(),
      ...over,
    });
  const modal = async (method = 'views.open') => {
    const [call] = await sides.slack.waitFor(method);
    return modalSchema.parse(call?.args.view);
  };
  /** By field: what its input starts with. */
  const filled = (view: { blocks: readonly unknown[] }): Record<string, unknown> =>
    Object.fromEntries(
      (view.blocks as { type: string; block_id: string; element: { initial_value?: string } }[])
        .filter(({ type }) => type === 'input')
        .map(({ block_id, element }) => [block_id, element.initial_value]),
    );

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('slack:U00000001', 'representative', CULTURE);
    await sides.appoint('slack:U00000002', 'council');
  });
  beforeEach(() => {
    sides.slack.calls.length = 0;
  });
  after(() => sides.stop());

  it('fill the form from a message, with the way back to it, and save once', async () => {
    const text = 'Frukost med Rädda Barnen i Vivalla. <https://example.se|Läs mer>\n40 barn kom.';
    const response = await postInteraction(sides.bot.url, onMessage(text));
    expect(await response.text()).to.equal('');
    const view = await modal();
    expect(filled(view)).to.deep.include({
      title: 'Frukost med Rädda Barnen i Vivalla',
      done: 'Frukost med Rädda Barnen i Vivalla. Läs mer https://example.se\n40 barn kom.',
      source: LINK,
    });
    expect(filled(view).link).to.equal(undefined);
    const input = (value: string): object => ({ value: { type: 'plain_text_input', value } });
    const values = {
      title: input('Frukost'),
      done: input('40 barn kom.'),
      source: input(String(filled(view).source)),
    };
    for (const again of [false, true]) {
      const sent = await postInteraction(
        sides.bot.url,
        payloads.submission(view.private_metadata ?? '', values),
      );
      expect(await sent.json(), String(again)).to.deep.equal({ response_action: 'clear' });
    }
    const told = await sides.slack.waitFor('response_url', 2);
    for (const { args } of told) {
      const { response_type, replace_original: _replace, ...message } = args;
      expect(response_type).to.equal('ephemeral');
      const said = JSON.stringify(messageSchema.parse(message));
      expect(said).to.include('Sparat som E-2026-001').and.include(`<${LINK}|Öppna meddelandet>`);
    }
    expect((await sides.slack.waitFor('views.publish')).length).to.be.greaterThan(0);
  });

  it('take nothing, hostile and endless messages', async () => {
    await postInteraction(sides.bot.url, onMessage(''));
    expect(filled(await modal())).to.deep.include({ title: undefined, done: undefined });
    sides.slack.calls.length = 0;
    await postInteraction(sides.bot.url, onMessage(HOSTILE));
    expect(filled(await modal()).done).to.equal('<script> *fet* trygg https://evil.example');
    sides.slack.calls.length = 0;
    await postInteraction(sides.bot.url, onMessage(`${'lång '.repeat(7_000)} 811228-9874`));
    expect(String(filled(await modal()).done)).to.have.length.within(1_900, 2_000);
    sides.slack.calls.length = 0;
    await postInteraction(sides.bot.url, onMessage('Ring 811228-9874.'));
    expect(filled(await modal()).done).to.equal('Ring [personnummer].');
  });

  it('open an empty form from anywhere', async () => {
    await postInteraction(sides.bot.url, shortcut({}));
    expect((await modal()).title.text).to.equal('Nytt exempel');
    sides.slack.calls.length = 0;
    await postInteraction(sides.bot.url, shortcut({ callback_id: 'new_initiative' }));
    expect(JSON.stringify(await modal())).to.include('initiative.save');
  });

  it('are refused at the action, to the person alone', async () => {
    const user = { id: 'U00000002', username: 'bo', team_id: BOT.teamId };
    await postInteraction(sides.bot.url, onMessage('Hej', { user }));
    const [whispered] = await sides.slack.waitFor('response_url');
    expect(JSON.stringify(whispered?.args)).to.include('nuvarande roll');
    await postInteraction(sides.bot.url, shortcut({ user }));
    const [posted] = await sides.slack
      .waitFor('chat.postEphemeral')
      .catch(() => sides.slack.of('chat.postMessage'));
    expect(JSON.stringify(posted?.args)).to.include('nuvarande roll');
    expect(sides.slack.of('views.open')).to.deep.equal([]);
  });

  it('offer the form as a button when Slack did not open it, and it opens filled in as it was', async () => {
    const text = `Frukost i "Vivalla" & ${'lång '.repeat(600)} 811228-9874`;
    for (const said of ['Frukost i Vivalla', text]) {
      sides.slack.calls.length = 0;
      sides.slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id' });
      await postInteraction(sides.bot.url, onMessage(said));
      const [whispered] = await sides.slack.waitFor('response_url');
      const { response_type: _type, replace_original: _replace, ...message } = whispered?.args ?? {};
      messageSchema.parse(message);
      const [offered] = (message.blocks as { elements?: { action_id: string; value: string }[] }[]).flatMap(
        ({ elements }) => (elements ?? []).filter(({ action_id }) => action_id?.startsWith('example.new~')),
      );
      expect(offered?.value).to.not.include('811228');
      sides.slack.calls.length = 0;
      await postInteraction(sides.bot.url, payloads.press(offered?.action_id ?? '', offered?.value ?? ''));
      const form = filled(await modal());
      expect(form).to.include({ title: said === text ? form.title : said, source: LINK });
      expect(said.slice(0, 1_200)).to.include(String(form.done).slice(0, 1_200));
    }
  });

  it('do nothing for what is not in the manifest', async () => {
    for (const over of [
      { callback_id: 'other' },
      { callback_id: 'save_example' },
      { callback_id: '__proto__' },
    ]) {
      expect((await postInteraction(sides.bot.url, shortcut(over))).status).to.equal(200);
    }
    expect(sides.slack.of('views.open')).to.deep.equal([]);
  });

  it('suggest partners while one types, whatever the case and the dots, and take one’s own words', async () => {
    const ask = async (typed: string): Promise<string[]> => {
      const response = await postInteraction(
        sides.bot.url,
        payloads.suggestion('suggest:signatories', typed),
      );
      return optionsSchema.parse(await response.json()).options.map(({ text }) => text.text);
    };
    expect((await ask('RODA kor')).join()).to.include('Röda Korset');
    expect(await ask('Grannarna på Öster')).to.deep.equal(['Lägg till ”Grannarna på Öster”']);
  });
});

import { expect } from 'chai';
import { payloads, postCommand, postEvent, postInteraction } from '../../support/slack-request';
import { type Harness, notice, startHarness, views } from './harness';
import { messageSchema, modalSchema, optionsSchema } from './limits-schema';
import { type Filling, fillings, form as sampleForm } from './sample-views';

const typical = fillings[1] as Filling;
const form = sampleForm(typical);
describe('slack: forms', () => {
  let h: Harness;
  before(async () => {
    h = await startHarness({ opensForm: (input) => input.kind === 'words' && input.text === 'exempel ny' });
  });
  after(() => h.stop());
  beforeEach(() => {
    h.bot.inbound.length = 0;
    h.slack.calls.length = 0;
    h.bot.reply = () => views(form);
  });

  const values = {
    field0: { value: { type: 'plain_text_input', value: 'Läxhjälp' } },
    field1: { value: { type: 'plain_text_input', value: 'del ett ' } },
    'field1#2': { value: { type: 'plain_text_input', value: 'del två' } },
    field2: { value: { type: 'datepicker', selected_date: '2026-03-12' } },
    field3: { value: { type: 'static_select', selected_option: { value: 'iop', text: {} } } },
    field4: { value: { type: 'checkboxes', selected_options: [{ value: 'dialog' }, { value: 'kvalitet' }] } },
    field5: { 'suggest:signatories': { type: 'multi_external_select', selected_options: [] } },
    field6: { value: { type: 'plain_text_input', value: null } },
  };

  /** Opens the form by a command with a response_url and returns its metadata. */
  async function open(url = h.slack.responseUrl()): Promise<string> {
    await postCommand(h.base, payloads.command('exempel ny', { response_url: url }));
    const [call] = await h.slack.waitFor('views.open');
    const metadata = modalSchema.parse(call?.args.view).private_metadata ?? '';
    h.bot.inbound.length = 0;
    h.slack.calls.length = 0;
    return metadata;
  }

  it('open from a command, which is acked with nothing', async () => {
    const response = await postCommand(h.base, payloads.command('exempel ny'));
    expect(await response.text()).to.equal('');
    const [call] = h.slack.of('views.open');
    const modal = modalSchema.parse(call?.args.view);
    expect(JSON.parse(modal.private_metadata ?? '')).to.deep.include({
      action: 'example.save',
      id: form.submit.id,
      language: 'sv',
    });
  });

  it('that take their time are announced before the trigger dies, then filled', async () => {
    h.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(views(form)), 350));
    const sent = Date.now();
    await postCommand(h.base, payloads.command('exempel ny'));
    const [opened] = await h.slack.waitFor('views.open');
    expect(Date.now() - sent).to.be.below(349);
    expect(modalSchema.parse(opened?.args.view).submit).to.equal(undefined);
    const [filled] = await h.slack.waitFor('views.update');
    expect(modalSchema.parse(filled?.args.view).callback_id).to.equal('cnatet.form');
    expect(filled?.args.view_id).to.match(/^V\d+$/);
  });

  it('that are announced and then refused say so in the modal', async () => {
    h.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(notice('Det får du inte.')), 150));
    await postCommand(h.base, payloads.command('exempel ny'));
    const [call] = await h.slack.waitFor('views.update');
    expect(JSON.stringify(modalSchema.parse(call?.args.view))).to.include('Det får du inte.');
  });

  it('asked for in a DM come as a button that says the words again', async () => {
    await postEvent(h.base, payloads.message('exempel ny'));
    const [call] = await h.slack.waitFor('chat.postMessage');
    const { blocks } = messageSchema.parse({
      text: call?.args.text,
      blocks: call?.args.blocks,
      unfurl_links: false,
      unfurl_media: false,
    });
    const button = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0];
    expect(button).to.include({ action_id: 'slack.say~0' });
    await postInteraction(h.base, payloads.press(button?.action_id ?? '', button?.value ?? ''));
    await h.slack.waitFor('views.open');
    expect(h.bot.inbound[1]?.input).to.deep.equal({ kind: 'words', text: 'exempel ny' });
  });

  it('send their values and confirm where they were opened', async () => {
    const metadata = await open();
    h.bot.reply = () => notice('Sparat.');
    const response = await postInteraction(h.base, payloads.submission(metadata, values));
    expect(await response.json()).to.deep.equal({ response_action: 'clear' });
    expect(h.bot.inbound[0]?.input).to.deep.equal({
      kind: 'action',
      name: 'example.save',
      id: form.submit.id,
      values: {
        field0: 'Läxhjälp',
        field1: 'del ett del två',
        field2: '2026-03-12',
        field3: 'iop',
        field4: ['dialog', 'kvalitet'],
        field5: [],
        field6: '',
      },
    });
    const [call] = await h.slack.waitFor('response_url');
    expect(call?.args).to.include({ response_type: 'ephemeral', text: 'Sparat.' });
  });

  it('with errors stay open, the errors beside their fields', async () => {
    const metadata = await open();
    h.bot.reply = () =>
      views({ ...form, errors: { field0: 'Titeln saknas.', field2: 'Datumet finns inte.' } });
    const response = await postInteraction(h.base, payloads.submission(metadata, values));
    expect(await response.json()).to.deep.equal({
      response_action: 'errors',
      errors: { field0: 'Titeln saknas.', field2: 'Datumet finns inte.' },
    });
    expect(h.slack.calls).to.deep.equal([]);
  });

  it('with an error of the whole form come back with it on top and what was typed', async () => {
    const metadata = await open();
    h.bot.reply = () => views({ ...form, errors: { '': 'Ett personnummer får inte sparas.' } });
    const response = await postInteraction(h.base, payloads.submission(metadata, values));
    const { response_action, view } = (await response.json()) as { response_action: string; view: unknown };
    expect(response_action).to.equal('update');
    const text = JSON.stringify(modalSchema.parse(view));
    expect(text).to.include('Ett personnummer får inte sparas.').and.to.include('"initial_value":"Unga från');
  });

  it('that take long say "Sparar …" and end with where the answer is', async () => {
    const metadata = await open();
    h.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(notice('Sparat.')), 400));
    const response = await postInteraction(h.base, payloads.submission(metadata, values));
    const { response_action, view } = (await response.json()) as { response_action: string; view: unknown };
    expect(response_action).to.equal('update');
    expect(JSON.stringify(modalSchema.parse(view))).to.include('Sparar …');
    const [update] = await h.slack.waitFor('views.update');
    expect(JSON.stringify(modalSchema.parse(update?.args.view))).to.include('Klart.');
    expect(h.slack.of('response_url')).to.have.length(1);
  });

  it('that take long and have errors come back with what was typed', async () => {
    const metadata = await open();
    const again = { ...form, errors: { field0: 'Titeln saknas.' } };
    h.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(views(again)), 400));
    await postInteraction(h.base, payloads.submission(metadata, values));
    const [update] = await h.slack.waitFor('views.update');
    expect(JSON.stringify(modalSchema.parse(update?.args.view))).to.include('Titeln saknas.');
  });

  it('confirm in a DM with the person when neither response_url nor channel is open', async () => {
    const url = h.slack.responseUrl();
    const metadata = await open(url);
    h.bot.reply = () => notice('Sparat.');
    h.slack.fail('response_url', { kind: 'status', status: 404 });
    h.slack.fail('chat.postEphemeral', { kind: 'error', error: 'channel_not_found' });
    await postInteraction(h.base, payloads.submission(metadata, values));
    const [call] = await h.slack.waitFor('chat.postMessage');
    expect(call?.args).to.include({ channel: 'U00000001', text: 'Sparat.' });
  });

  it('with metadata that is not ours run no turn', async () => {
    for (const metadata of [
      '',
      '{}',
      'x',
      '{"action":"example.save","language":"sv","place":{"channel":"C1"}}',
    ]) {
      const response = await postInteraction(h.base, payloads.submission(metadata, values));
      expect(response.status).to.equal(200);
    }
    expect(h.bot.inbound).to.deep.equal([]);
  });
});

describe('slack: suggestions', () => {
  let h: Harness;
  before(async () => {
    h = await startHarness();
    h.bot.options = [
      { value: 'friskis', label: 'Friskis&Svettis Örebro' },
      { value: 'long', label: `Friskis ${'x'.repeat(200)}` },
    ];
  });
  after(() => h.stop());

  const ask = async (value: string): Promise<{ value: string; label: string }[]> => {
    const response = await postInteraction(h.base, payloads.suggestion('suggest:signatories', value));
    const { options } = optionsSchema.parse(await response.json());
    return options.map((option) => ({ value: option.value, label: option.text.text }));
  };

  it('come from the bot, with what was typed as the last choice', async () => {
    const options = await ask('frisk');
    expect(options.map(({ value }) => value)).to.deep.equal(['friskis', 'long', 'frisk']);
    expect(options[2]?.label).to.equal('Lägg till ”frisk”');
  });

  it('leave out what was typed when it is there already', async () => {
    expect((await ask('friskis&svettis örebro')).map(({ value }) => value)).to.deep.equal(['friskis']);
  });

  it('take a long name of one’s own', async () => {
    const [option] = await ask('Å'.repeat(150));
    expect(option?.value).to.equal('Å'.repeat(150));
    expect(await ask('Å'.repeat(151))).to.deep.equal([]);
  });

  it('know no other field than theirs', async () => {
    const response = await postInteraction(h.base, payloads.suggestion('members', 'a'));
    expect(await response.json()).to.deep.equal({ options: [] });
    expect(h.bot.inbound).to.deep.equal([]);
  });
});

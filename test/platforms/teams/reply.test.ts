import { expect } from 'chai';
import type { AnswerView, FormView, NoticeView } from '../../../src/views/views';
import { activity, executes, post, says, submits } from '../../support/teams-activity';
import { type Harness, say, show, startTeams } from './harness';

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

const answer: AnswerView = {
  kind: 'answer',
  body: 'Rådet har **sex** ledamöter.',
  source: 'Källa: Överenskommelsen 2024–2027, avsnittet Samverkansråd',
  related: [{ name: 'ask.entry', id: 'council-role', label: 'Vad gör rådet?' }],
  relatedLabel: 'Fråga vidare',
  feedback: [],
};
const form: FormView = {
  kind: 'form',
  title: 'Nytt exempel',
  fields: [{ id: 'title', label: 'Titel', type: 'text', required: true }],
  submit: { name: 'example.save', id: 'f1', label: 'Spara' },
  cancelLabel: 'Avbryt',
};
const notice = (text: string): NoticeView => ({ kind: 'notice', tone: 'info', text });
const press = { action: { name: 'example.edit', id: 'E-2026-001', language: 'sv' } };

describe('Teams: what goes out', () => {
  let teams: Harness;
  const at = (): { serviceUrl: string } => ({ serviceUrl: teams.connector.url });

  beforeEach(async () => {
    teams = await startTeams({ connectorBudgetMs: 400 });
  });
  afterEach(() => teams.stop());

  it('says an answer in the message and puts only the buttons in the card', async () => {
    teams.bot.reply = show(answer);
    await post(teams.url, says(at(), 'hur många sitter i rådet?'));
    const [message] = teams.connector.messages();
    expect(message.text).to.equal(
      'Rådet har **sex** ledamöter.\n\nKälla: Överenskommelsen 2024–2027, avsnittet Samverkansråd',
    );
    expect(message.attachments).to.have.length(1);
    expect(message.attachments[0].contentType).to.equal(CARD);
    const card = JSON.stringify(message.attachments[0].content.body);
    expect(card).to.contain('Vad gör rådet?').and.not.contain('ledamöter').and.not.contain('Källa');
  });

  it('sends every view, in order', async () => {
    teams.bot.reply = { views: [notice('Ett.'), notice('Två.')], language: 'sv' };
    await post(teams.url, says(at(), 'hej'));
    expect(teams.connector.messages().map((message) => message.text)).to.deep.equal(['Ett.', 'Två.']);
  });

  it('answers Execute with the card that takes the place of the pressed one', async () => {
    teams.bot.reply = show(form, { replace: true });
    const { status, json } = await post(teams.url, executes(at(), press));
    expect(status).to.equal(200);
    expect(json).to.deep.include({ statusCode: 200, type: CARD });
    expect(json.value).to.deep.include({ type: 'AdaptiveCard', lang: 'sv' });
    expect(teams.connector.calls).to.have.length(0);
  });

  it('answers Execute that replaces nothing with a new message and a word in the card', async () => {
    const { json } = await post(teams.url, executes(at(), press));
    expect(json).to.deep.equal({ statusCode: 200, type: MESSAGE, value: 'Svaret finns i chatten.' });
    expect(teams.connector.messages()).to.have.length(1);
  });

  it('says to a second delivery of the same press that it was received', async () => {
    const body = executes(at(), press);
    await post(teams.url, body);
    const { json } = await post(teams.url, body);
    expect(json).to.deep.equal({
      statusCode: 200,
      type: MESSAGE,
      value: 'Det här har jag redan tagit emot.',
    });
    expect(teams.bot.inbound).to.have.length(1);
  });

  it('updates the message when Submit replaces', async () => {
    teams.bot.reply = show(form, { replace: true });
    await post(teams.url, submits(at(), press));
    expect(teams.connector.calls).to.have.length(1);
    expect(teams.connector.calls[0]).to.deep.include({
      method: 'PUT',
      path: '/v3/conversations/a:anna/activities/card-1',
    });
  });

  it('never replaces a message whose text is the answer', async () => {
    teams.bot.reply = say('Tack.', { replace: true });
    await post(teams.url, submits(at(), { action: { ...press.action, keep: true } }));
    expect(teams.connector.calls.map((call) => call.method)).to.deep.equal(['POST']);
  });

  it('says it anew when the message to update is gone', async () => {
    teams.bot.reply = say('Sparat.', { replace: true });
    teams.connector.misbehave({ status: 404 });
    expect((await post(teams.url, submits(at(), press))).status).to.equal(200);
    expect(teams.connector.calls.map((call) => call.method)).to.deep.equal(['PUT', 'POST']);
  });

  it('closes a cancelled form without asking the bot', async () => {
    const cancel = { action: { name: 'teams.cancel', language: 'en' }, title: 'half' };
    const { json } = await post(teams.url, executes(at(), cancel));
    expect(json.type).to.equal(CARD);
    expect(JSON.stringify(json.value.body)).to.contain('Cancelled. Nothing was saved.');
    expect(teams.bot.inbound).to.have.length(0);
  });

  it('leaves the form with what was typed when the corrected one is too large', async () => {
    const value = 'å'.repeat(16_000);
    const fields = [{ id: 'text', label: 'Text', type: 'longtext' as const, required: true, value }];
    teams.bot.reply = show({ ...form, fields, errors: { text: 'är för lång' } }, { replace: true });
    const { json } = await post(teams.url, executes(at(), press));
    expect(json.type).to.equal(MESSAGE);
    expect(teams.connector.messages()[0].text).to.contain('finns kvar i formuläret');
  });

  it('gives fifteen suggestions to a typeahead field', async () => {
    teams.bot.suggestions = Array.from({ length: 30 }, (_, n) => ({
      value: `Förening ${n}, Örebro`,
      label: `Förening ${n}`,
    }));
    const value = { queryText: 'för', queryOptions: { skip: 0, top: 15 }, dataset: 'signatories' };
    const { json } = await post(
      teams.url,
      activity(at(), { type: 'invoke', name: 'application/search', value }),
    );
    expect(teams.bot.asked).to.deep.equal({ source: 'signatories', query: 'för', limit: 15 });
    expect(json).to.deep.include({
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
    });
    expect(json.value.results).to.have.length(15);
    expect(json.value.results[0]).to.deep.equal({ title: 'Förening 0', value: 'Förening 0%2C Örebro' });
  });

  it('answers invokes that it does not offer with 501', async () => {
    for (const name of [
      'composeExtension/selectItem',
      'composeExtension/query',
      'signin/verifyState',
      'fileConsent/invoke',
    ]) {
      const { status, text } = await post(teams.url, activity(at(), { type: 'invoke', name, value: {} }));
      expect([name, status, text]).to.deep.equal([name, 501, '']);
    }
    expect(teams.bot.inbound).to.have.length(0);
  });

  it('lets Teams deliver again when the reply did not get out', async () => {
    const body = says(at(), 'hej');
    teams.connector.misbehave({ status: 503 });
    expect((await post(teams.url, body)).status).to.equal(502);
    expect((await post(teams.url, body)).status).to.equal(200);
    expect(teams.connector.messages()).to.have.length(2);
  });

  it('gives up on a connector that hangs', async () => {
    teams.connector.misbehave('hang');
    const start = performance.now();
    expect((await post(teams.url, says(at(), 'hej'))).status).to.equal(502);
    expect(performance.now() - start).to.be.within(350, 3_000);
  });

  it('is content when nobody is there to read the reply', async () => {
    teams.connector.misbehave({ status: 403 });
    expect((await post(teams.url, says(at(), 'hej'))).status).to.equal(200);
    expect(teams.connector.calls).to.have.length(1);
  });
});

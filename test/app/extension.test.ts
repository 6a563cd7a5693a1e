import { expect } from 'chai';
import { chatCardSchema, dialogCardSchema } from '../support/adaptive-card-schema';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { payloads, postCommand } from '../support/slack-request';
import { type Answer, invokes, post, says } from '../support/teams-activity';
import { button, buttons, inputs, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const HOSTILE = '<script>alert(1)</script> **fet** {{DATE(2026-01-01)}}';

describe('Teams: dialogs and the message extension', () => {
  let sides: BothSides;
  let anna: TeamsChat;

  /** Sends an invoke from the chat that a person is in; the bot need not be in it. */
  const invoke = (name: string, value: unknown, user = 'anna', more: Json = {}): Promise<Answer> =>
    post(sides.bot.url, invokes({ serviceUrl: anna.connector.url, user }, name, value, more));
  const dialog = (answer: unknown): Json => {
    const { task } =
      (answer as { json?: Json }).json === undefined ? (answer as Json) : (answer as { json: Json }).json;
    const { type, value } = task as { type: string; value: { card: { content: Json }; title: string } };
    expect(type).to.equal('continue');
    expect(value.title).to.match(/^.{1,60}$/);
    return dialogCardSchema.parse(value.card.content) as Json;
  };
  const onMessage = (content: string, link?: string, user?: string): Promise<Answer> =>
    invoke(
      'composeExtension/fetchTask',
      {
        commandId: 'saveExample',
        commandContext: 'message',
        messagePayload: { id: '1', linkToMessage: link, body: { contentType: 'html', content } },
      },
      user,
    );
  const search = async (text: string, user?: string): Promise<Json> => {
    const parameters = [text === '' ? { name: 'initialRun', value: 'true' } : { name: 'text', value: text }];
    const answer = await invoke('composeExtension/query', { commandId: 'findRecord', parameters }, user);
    return answer.json.composeExtension;
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('slack:U00000001', 'council');
    anna = await sides.chat('anna');
  });
  beforeEach(() => anna.connector.clear());
  after(() => sides.stop());

  describe('a form from a button', () => {
    it('opens in a dialog, keeps what was typed when something is wrong, and is confirmed in the chat', async () => {
      const [list] = await anna.say('exempel mina');
      const open = button(list, 'Logga ett exempel');
      expect(open.via).to.equal('task/fetch');
      const form = dialog(await anna.press(open));
      const again = dialog(await anna.press(button(form, 'Spara'), { title: '', done: 'Barn läser läxor.' }));
      expect(readable(again)).to.include('Rätta Rubrik');
      expect(inputs(again)).to.deep.include({ done: 'Barn läser läxor.' });
      const save = button(again, 'Spara');
      const [saved] = (await anna.press(save, { title: 'Läxhjälp', done: 'Barn läser läxor.' })) as Json[];
      expect(readable(saved)).to.include('Sparat som E-2026-001');
      chatCardSchema.parse((saved as { attachments: { content: unknown }[] }).attachments[0]?.content);
      expect(await anna.press(save, { title: 'Läxhjälp', done: 'Barn läser läxor.' })).to.be.an('array');
      expect(readable(await anna.say('exempel mina'))).to.not.include('E-2026-002');
    });

    it('falls back to a card in the chat, where a client has no dialogs', async () => {
      const [list] = await anna.say('exempel mina');
      const [form] = await anna.submit(button(list, 'Logga ett exempel'));
      expect(Object.keys(inputs(form))).to.include.members(['title', 'done']);
    });

    it('comes as a card at once in the Playground, which opens no dialogs', async () => {
      const at = { serviceUrl: `${anna.connector.url}_connector`, user: 'anna' };
      await post(sides.bot.url, says(at, 'exempel mina'));
      const list = anna.connector.messages().at(-1);
      expect(button(list, 'Logga ett exempel').via).to.equal(undefined);
      expect(JSON.stringify(list)).to.not.include('task/fetch');
    });

    it('closes on cancel, and on a delivery that comes again', async () => {
      const form = dialog(await anna.press(button((await anna.say('exempel mina'))[0], 'Logga ett exempel')));
      expect(await anna.press(button(form, 'Avbryt'))).to.deep.equal({});
      const data = { ...button(form, 'Spara').data, title: 'En gång', done: 'Text' };
      const body = invokes({ serviceUrl: anna.connector.url, user: 'anna' }, 'task/submit', { data });
      await post(sides.bot.url, body);
      expect((await post(sides.bot.url, body)).json).to.deep.equal({});
      expect(anna.connector.messages()).to.have.length(2);
    });

    it('is refused at the action, whoever’s button it was, and when it is none of ours', async () => {
      const fetch = (name: string): Promise<Answer> =>
        invoke('task/fetch', { data: { action: { name, language: 'sv' } } }, 'gunnar');
      expect((await fetch('example.new')).json.task).to.deep.equal({
        type: 'message',
        value:
          'Det här får du inte göra med din nuvarande roll. Inget har ändrats. En samordnare kan ge dig rollen.',
      });
      expect((await fetch('nothing.known')).json.task.value).to.include('Knappen hör till ett meddelande');
      expect((await invoke('task/submit', { data: 'strunt' })).json.task.value).to.include(
        'Knappen hör till',
      );
    });

    it('shows what came of it in the dialog when the chat can’t be spoken in', async () => {
      const form = dialog(await anna.press(button((await anna.say('exempel mina'))[0], 'Logga ett exempel')));
      anna.connector.misbehave({ status: 403 });
      const data = { ...button(form, 'Spara').data, title: 'Utan chatt', done: 'Text' };
      expect(readable(dialog(await invoke('task/submit', { data })))).to.include('Sparat som E-2026-');
    });
  });

  describe('save as an example, on a message', () => {
    const link = 'https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1700000000003';

    it('fills the form with the text and the way back, and says what came of it there', async () => {
      const html =
        '<div><p>Vi åt frukost med Rädda&nbsp;Barnen. Alla kom.</p><ul><li>40&nbsp;barn</li></ul></div>';
      const form = dialog(await onMessage(html, link));
      expect(inputs(form)).to.deep.include({
        title: 'Vi åt frukost med Rädda Barnen',
        done: 'Vi åt frukost med Rädda Barnen. Alla kom.\n• 40 barn',
        source: link,
      });
      const { data } = button(form, 'Spara');
      const sent = { data: { ...data, ...inputs(form) } };
      const card = dialog(await invoke('composeExtension/submitAction', sent));
      expect(readable(card)).to.include('Sparat som E-2026-').and.include(encodeURI(link).slice(0, 40));
      expect(readable(dialog(await invoke('composeExtension/submitAction', sent)))).to.include(
        'Vi åt frukost',
      );
      expect(anna.connector.messages(), 'nothing is said in the conversation').to.deep.equal([]);
      expect(buttons(card).every(({ via }) => via === 'task/submit')).to.equal(true);
    });

    it('takes nothing, hostile and endless messages', async () => {
      expect(inputs(dialog(await onMessage('')))).to.deep.include({ title: undefined });
      const hostile = inputs(
        dialog(await onMessage(`<p>${HOSTILE}</p>&lt;b&gt;x`, 'https://evil.example/l/message/1')),
      );
      expect(hostile.done).to.include('**fet** {{DATE').and.include('<b>x');
      expect(hostile.source).to.equal(undefined);
      const endless = inputs(dialog(await onMessage(`<p>${'lång '.repeat(20_000)}</p>`)));
      expect(String(endless.done)).to.have.length.within(1_900, 2_000);
      expect(String(endless.title)).to.have.length.at.most(120);
    });

    it('masks a personnummer that the message holds', async () => {
      const form = dialog(await onMessage('<p>Ring 811228-9874 om lokalen.</p>'));
      expect(inputs(form).done).to.equal('Ring [personnummer] om lokalen.');
    });

    it('is refused to guests, and unknown commands are', async () => {
      expect((await onMessage('Hej', link, 'gunnar')).json.task.value).to.include('nuvarande roll');
      const unknown = await invoke('composeExtension/fetchTask', { commandId: 'annat' });
      expect(unknown.json.task.type).to.equal('message');
    });
  });

  describe('a record put into the conversation', () => {
    it('is found by words or number, as a card without buttons and a row to choose it by', async () => {
      await anna.say(`exempel: Odling ${HOSTILE} | PRO | Dialog | Grönsaker`);
      const { type, attachments } = (await search('odling')) as { type: string; attachments: Json[] };
      expect(type).to.equal('result');
      expect(attachments).to.have.length(1);
      const [{ content, preview }] = attachments as [{ content: unknown; preview: { content: Json } }];
      expect(buttons(chatCardSchema.parse(content))).to.deep.equal([]);
      expect(preview.content.title).to.match(/^E-2026-\d{3} Odling ‹script›/);
      const [code] = /E-2026-\d{3}/.exec(String(preview.content.title)) ?? [];
      expect(((await search(code ?? '')) as { attachments: Json[] }).attachments).to.have.length(1);
    });

    it('shows the latest when the search is opened, and says what to do when nothing fits', async () => {
      expect(((await search('')) as { attachments: Json[] }).attachments.length).to.be.within(2, 10);
      expect(await search('qqqqq'))
        .to.include({ type: 'message' })
        .and.have.property('text');
    });

    it('shows only what the person may see there', async () => {
      await postCommand(sides.bot.url, payloads.command('dialog: Bara i Slack | | 1 mars 2026'));
      expect(await search('Slack')).to.include({ type: 'message' });
      expect(await search('D-2026-001')).to.include({ type: 'message' });
      expect(await search('odling', 'gunnar')).to.include({ type: 'message' });
      await anna.say('E-2026-001 dra tillbaka');
      expect(await search('E-2026-001')).to.include({ type: 'message' });
    });

    it('leaves another app’s search alone', async () => {
      expect((await invoke('composeExtension/query', { commandId: 'annat' })).status).to.equal(501);
    });
  });

  it('suggests partners while one types, whatever the case and the dots', async () => {
    const typed = { queryText: 'roda kor', dataset: 'signatories', queryOptions: { skip: 0, top: 15 } };
    const { value } = (await invoke('application/search', typed)).json;
    expect(JSON.stringify(value.results)).to.include('Röda Korset');
  });
});

import { expect } from 'chai';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { button, buttons, forged, inputs, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

const contentOf = (record: Json | undefined): Json => (record?.content ?? {}) as Json;

describe('from thought to saved record in Teams', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  /** Messages and presses of the person. */
  let interactions = 0;
  const counted: Pick<TeamsChat, 'say' | 'press'> = {
    say: (...args) => {
      interactions++;
      return anna.say(...args);
    },
    press: (...args) => {
      interactions++;
      return anna.press(...args);
    },
  };
  const stored = (name: string): Promise<Json[]> =>
    sides.bot.app.store.connection.collection(name).find({}).sort({ _id: 1 }).toArray();

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    anna = await sides.chat('anna');
  });
  beforeEach(async () => {
    interactions = 0;
    for (const name of ['examples', 'initiatives', 'counters']) {
      await sides.bot.app.store.connection.collection(name).deleteMany({});
    }
  });
  after(() => sides.stop());

  it('takes one message for one line, which says what it understood', async () => {
    const line =
      'exempel: Läxhjälp på biblioteket | friskis & svettis, Egen klubb | dialog | Volontärer varje tisdag';
    const [card] = await counted.say(line);
    expect(interactions).to.equal(1);
    expect(readable(card)).to.include('Så här förstod jag det').and.include('Svettis Örebro');
    const [record] = await stored('examples');
    expect(record).to.deep.include({
      code: 'E-2026-001',
      status: 'published',
      shared: false,
      withdrawn: false,
      platform: 'teams',
      version: 1,
      administrations: [CULTURE],
      createdAt: sides.bot.now(),
    });
    expect(record?.createdBy).to.deep.include({ id: 'teams:aad-anna', administration: CULTURE });
    expect(record?.content).to.deep.include({
      title: 'Läxhjälp på biblioteket',
      done: 'Volontärer varje tisdag',
      principles: ['dialogue'],
    });
  });

  it('has one button that corrects the line, which opens the form with all of it', async () => {
    const [card] = await counted.say('dialog: Öppettider på fritidsgården | Verdandi | nästa torsdag');
    expect(JSON.stringify(card)).to.include('"title":"Ändra"');
    const [form] = (await counted.press(forged('record.edit', 'D-2026-001'))) as Json[];
    expect(inputs(form)).to.include({ title: 'Öppettider på fritidsgården', date: '2026-03-19' });
    const corrected = { ...inputs(form), date: '2026-03-20' };
    const saved = await counted.press(button(form, 'Spara'), corrected);
    expect(readable(saved)).to.include('20 mars 2026');
    expect(interactions).to.equal(3);
    const [record] = await stored('initiatives');
    expect(record).to.deep.include({ version: 2 });
    expect(record?.history).to.have.length(2);
  });

  it('takes at most three clicks and two required fields by form', async () => {
    const [help] = await counted.say('hjälp');
    expect(JSON.stringify(help)).to.include('example.new');
    const [form] = (await counted.press(forged('example.new'))) as Json[];
    const required = JSON.stringify(form).match(/"isRequired":true/g);
    expect(required).to.have.length(2);
    await counted.press(button(form, 'Spara'), { title: 'Simskola', done: 'Alla fick prova.' });
    // The word that opens the menu, and two clicks.
    expect(interactions).to.equal(3);
    expect((await stored('examples')).map(({ code }) => code)).to.deep.equal(['E-2026-001']);
  });

  it('keeps what was typed when something must be corrected, says it at the field, and then saves', async () => {
    const [form] = await counted.say('exempel ny');
    const typed = {
      title: 'Simskola',
      done: '',
      to: '2026-01-01',
      from: '2026-02-01',
      benefitCivil: 'Fler i vattnet',
    };
    const asked = await counted.press(button(form, 'Spara'), typed);
    expect(readable(asked)).to.include('Skriv med en mening vad ni gjorde');
    expect(inputs(asked)).to.include({
      title: 'Simskola',
      benefitCivil: 'Fler i vattnet',
      from: '2026-02-01',
    });
    const order = await counted.press(button(asked, 'Spara'), { ...typed, done: 'Alla fick prova.' });
    expect(readable(order)).to.include('Slutdatumet ligger före startdatumet');
    expect(await stored('examples')).to.deep.equal([]);
    await counted.press(button(order, 'Spara'), { ...typed, done: 'Alla fick prova.', to: '2026-03-01' });
    expect(await stored('examples')).to.have.length(1);
  });

  it('refuses an identity number in every text, and neither stores nor logs it', async () => {
    const [form] = await counted.say('exempel ny');
    const texts = ['title', 'done', 'partners.own', 'benefitMunicipality', 'benefitCivil', 'link'];
    for (const field of texts) {
      const text = field === 'link' ? 'https://example.org/640823-3234.pdf' : 'Anna 640823-3234.pdf';
      const values = { title: 'Simskola', done: 'Alla fick prova.', [field]: text };
      const asked = await anna.press(button(form, 'Spara'), values);
      expect(readable(asked), field).to.include('personnummer');
    }
    await anna.say('exempel: Simskola | Friskis | dialog | Anna 19640823-3234 var med');
    await anna.say('exempel sök 640823-3234');
    const name = '640823_3234.pdf';
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    const file = {
      contentType,
      name,
      contentUrl: `https://example.org/${name}`,
      content: { fileType: 'pdf' },
    };
    await anna.say('exempel ny', { attachments: [file] });
    expect(await stored('examples')).to.deep.equal([]);
    await sides.bot.app.bot.settled();
    const { collections } = sides.bot.app.store.connection;
    const everything = await Promise.all(Object.keys(collections).map(stored));
    expect(everything.flat()).not.to.deep.equal([]);
    expect(JSON.stringify(everything) + sides.bot.logs.join('')).to.not.match(/640823.?3234/);
  });

  it('keeps the link back to the message, in a channel, apart from the record’s own link', async () => {
    const conversation = { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true };
    await anna.mention('exempel: Simskola | Friskis | | Alla fick prova', {
      conversation,
      id: '1710230400000',
    });
    const [record] = await stored('examples');
    const { source, link } = contentOf(record);
    expect(source).to.match(/^https:\/\/teams\.microsoft\.com\/l\/message\/19%3Ac/);
    expect(link).to.equal(undefined);
    expect(JSON.stringify(await anna.say('E-2026-001')))
      .to.include('Öppna meddelandet')
      .and.include(String(source));
  });

  it('saves a draft for later and publishes it with one click', async () => {
    const [form] = await counted.say('exempel ny');
    const values = { title: 'Simskola', done: 'Alla fick prova.', status: 'draft' };
    const draft = await counted.press(button(form, 'Spara'), values);
    expect(readable(draft)).to.include('Utkast');
    expect(await stored('examples')).to.have.length(1);
    await counted.press(button(draft, 'Publicera'));
    expect((await stored('examples'))[0]).to.include({ status: 'published', version: 2 });
  });

  it('shows the markup of the other platform as the text it is', async () => {
    const title = '<!channel> <https://evil.example> *fet* _kursiv_ ~struken~ `kod`';
    const [card] = await counted.say(
      `exempel: ${title} | | | <@U123> &lt;b&gt; [länk](https://evil.example)`,
    );
    const [record] = await stored('examples');
    expect(contentOf(record).title).to.equal(title);
    const shown = JSON.stringify(card);
    // Teams renders Markdown in text: what would be bold or a link there is escaped; Slack's signs mean nothing.
    expect(shown).to.include('\\\\*fet\\\\*').and.include('\\\\[länk\\\\](https');
    expect(shown).to.include('<!channel>');
    expect(buttons(card).length).to.be.greaterThan(1);
  });
});

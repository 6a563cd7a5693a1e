import { expect } from 'chai';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../support/both-sides';
import type { ConnectorCall } from '../support/connector';
import { button, buttons, forged, inputs, readable, type TeamsChat } from '../support/teams-chat';

/** As it is read: Markdown's own marks are escaped on the way. */
const plain = (message: unknown): string => readable(message).replace(/\\/g, '');

describe('follow-up prompts', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let dan: TeamsChat;
  let sara: TeamsChat;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  /** Sets the clock and lets every chore run; twice, as several processes would. */
  const at = async (instant: string): Promise<void> => {
    sides.bot.setNow(instant);
    await sides.bot.app.sweep();
    await sides.bot.app.sweep();
  };
  /** What came to a person by itself since the connector was cleared. */
  const prompts = (chat: TeamsChat) =>
    chat.connector
      .messages()
      .filter((message) => buttons(message).some(({ title }) => title === 'Inga fler påminnelser'));
  const updates = (chat: TeamsChat): ConnectorCall[] =>
    chat.connector.calls.filter(({ method }) => method === 'PUT');
  const clear = (): void => {
    for (const chat of [anna, dan, sara]) chat.connector.clear();
  };
  const initiative = (code = 'D-2026-001') => collection('initiatives').findOne({ code });

  before(async () => {
    sides = await startBothSides();
    anna = await sides.chat('anna');
    dan = await sides.chat('dan');
    sara = await sides.chat('sara');
  });
  after(() => sides.stop());
  beforeEach(async () => {
    for (const name of [
      'members',
      'initiatives',
      'examples',
      'counters',
      'prompts',
      'prompt-bundles',
      'settings',
      'deliveries',
    ])
      await collection(name).deleteMany({});
    await collection('contacts').updateMany({}, { $unset: { goneAt: 1 } });
    sides.bot.setNow('2026-03-09T10:00:00+01:00'); // a Monday
    await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
    await sides.appoint('teams:aad-dan', 'deputy', SOCIAL);
    for (const chat of [anna, dan, sara]) await chat.say('hej');
    await anna.say('dialog: Nya öppettider | RFSL | 12 mars');
    clear();
  });

  it('ask the working day after, at nine, once, and the press answers in the card', async () => {
    await at('2026-03-12T15:00:00+01:00');
    await at('2026-03-13T08:59:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    await at('2026-03-13T09:00:00+01:00');
    await at('2026-03-13T14:00:00+01:00');
    const [asked, ...more] = prompts(anna);
    expect(more).to.have.length(0);
    expect([...prompts(dan), ...prompts(sara)]).to.have.length(0);
    expect(plain(asked))
      .to.include('Blev dialogen av?')
      .and.include('Nya öppettider')
      .and.include('12 mars 2026');
    const answered = await anna.press(button(asked, 'Ja, den blev av'));
    expect(plain(answered))
      .to.include('Allt är besvarat')
      .and.include('Genomförd')
      .and.include('Skriv vad den ledde till');
    expect(await initiative()).to.include({ status: 'held', version: 2 });
    // Pressed again, and on the card as it was: it stays as it is.
    await anna.press(button(asked, 'Ja, den blev av'));
    expect(await initiative()).to.include({ version: 2 });
    await anna.press(button(answered, 'Ångra'));
    expect(await initiative()).to.include({ status: 'planned' });
  });

  it('wait over weekends, holidays and July, and keep the hour across the change of clocks', async () => {
    await anna.say('dialog: Fredagsträff | RFSL | 27 mars');
    await anna.say('D-2026-001 inställd');
    clear();
    await at('2026-03-28T12:00:00+01:00'); // Saturday; the clocks change the night after
    await at('2026-03-29T12:00:00+02:00');
    await at('2026-03-30T08:30:00+02:00');
    expect(prompts(anna)).to.have.length(0);
    await at('2026-03-30T09:00:00+02:00');
    expect(prompts(anna)).to.have.length(1);
    await anna.say('D-2026-002 inställd');
    await anna.say('dialog: Skärtorsdag | RFSL | 2 april');
    await anna.say('dialog: Midsommar | RFSL | 30 juni');
    clear();
    for (const day of ['2026-04-03', '2026-04-06']) await at(`${day}T10:00:00+02:00`); // Good Friday, Easter Monday
    expect(prompts(anna)).to.have.length(0);
    await at('2026-04-07T10:00:00+02:00');
    expect(prompts(anna)).to.have.length(1);
    await anna.say('D-2026-003 inställd');
    clear();
    for (const day of ['2026-07-01', '2026-07-15', '2026-07-31']) await at(`${day}T10:00:00+02:00`);
    expect(prompts(anna)).to.have.length(0);
    expect(plain(await anna.say('påminnelser'))).to.include('Midsommar');
    clear();
    await at('2026-08-03T09:00:00+02:00');
    expect(prompts(anna)).to.have.length(1);
  });

  it('come in one message a day, at the hour that the person has chosen, and stop with one press', async () => {
    await anna.say('dialog: Lokaler | Verdandi | 11 mars');
    await anna.say('dialog: Läxhjälp | FUB | 10 mars');
    await anna.say('inställningar tid 10.30');
    clear();
    await at('2026-03-13T10:00:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    await at('2026-03-13T10:30:00+01:00');
    const [asked, ...more] = prompts(anna);
    expect(more).to.have.length(0);
    expect(plain(asked)).to.include('3 frågor väntar').and.include('Lokaler').and.include('Läxhjälp');
    const held = buttons(asked).filter(({ title }) => title === 'Ja, den blev av');
    const answered = await anna.press(held[0] ?? forged('', ''));
    expect(plain(answered)).to.include('2 frågor väntar').and.include('Genomförd');
    await anna.press(button(answered, 'Inga fler påminnelser'));
    clear();
    await at('2026-03-20T10:30:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    // They don't vanish: the deputy gets what the representative has said no to.
    expect(prompts(dan)).to.have.length(1);
  });

  it('are put off by button and in words, and nothing comes before that day, to anyone', async () => {
    await at('2026-03-13T09:00:00+01:00');
    const [asked] = prompts(anna);
    const put = await anna.press(button(asked, 'Nästa vecka'));
    expect(plain(put)).to.include('Jag frågar igen 16 mars 2026');
    clear();
    await at('2026-03-16T09:00:00+01:00');
    const [again] = prompts(anna);
    expect(plain(again)).to.include('Blev dialogen av?');
    expect(plain(await anna.say('skjut upp D-2026-001 två veckor'))).to.include('30 mars 2026');
    clear();
    for (const day of ['2026-03-17', '2026-03-24', '2026-03-27']) await at(`${day}T09:30:00+01:00`);
    expect([...prompts(anna), ...prompts(dan), ...prompts(sara)]).to.have.length(0);
    await at('2026-03-30T09:00:00+02:00');
    expect(prompts(anna)).to.have.length(1);
    expect(plain(await anna.say('skjut upp D-2026-001 till 1 mars'))).to.include('har redan varit');
    expect(plain(await anna.say('skjut upp D-2026-001'))).to.include('När ska jag fråga igen?');
    const form = await anna.press(button(again, 'Fråga senare'));
    const wrong = await anna.press(button(form, 'Spara'), { until: 'snart' });
    expect(inputs(wrong)).to.include({ until: 'snart' });
    expect(plain(await anna.press(button(wrong, 'Spara'), { until: '10 april' }))).to.include(
      '10 april 2026',
    );
  });

  it('nudge twice, a week apart, then come to the coordinators once', async () => {
    const asked: string[] = [];
    let escalated = 0;
    for (let day = 13; day <= 31; day++) {
      clear();
      await at(`2026-03-${day}T09:30:00+0${day < 29 ? 1 : 2}:00`);
      if (prompts(anna).length > 0) asked.push(`03-${day}`);
      escalated += prompts(sara).length;
    }
    for (let day = 1; day <= 30; day++) {
      clear();
      await at(`2026-04-${String(day).padStart(2, '0')}T09:30:00+02:00`);
      if (prompts(anna).length > 0) asked.push(`04-${day}`);
      const [message] = prompts(sara);
      if (message !== undefined) {
        escalated++;
        expect(plain(message)).to.include('har fått frågan tre gånger');
        expect(day).to.be.within(2, 8);
      }
    }
    expect(asked).to.deep.equal(['03-13', '03-20', '03-27']);
    expect(escalated).to.equal(1);
  });

  it('go to the deputy of one who is away, and nobody hears of it twice', async () => {
    await anna.say('borta till 15 augusti');
    clear();
    await at('2026-03-13T09:00:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    const [asked] = prompts(dan);
    await dan.press(button(asked, 'Inställd'));
    expect(await initiative()).to.include({ status: 'cancelled' });
    expect((await initiative())?.history.at(-1)).to.include({ by: 'teams:aad-dan' });
  });

  it('wait when everyone is away, and come to the one who is back', async () => {
    for (const chat of [anna, dan]) await chat.say('borta till 20 mars');
    clear();
    for (const day of ['13', '16', '20']) await at(`2026-03-${day}T09:30:00+01:00`);
    expect([...prompts(anna), ...prompts(dan), ...prompts(sara)]).to.have.length(0);
    await at('2026-03-23T09:30:00+01:00');
    expect(prompts(anna)).to.have.length(1);
    expect(prompts(dan)).to.have.length(0);
  });

  it('go to the successor of one who was replaced, whose own card is closed', async () => {
    await at('2026-03-13T09:00:00+01:00');
    const [old] = prompts(anna);
    const eva = await sides.chat('eva');
    await eva.say('hej');
    await collection('members').updateMany(
      { active: true, role: 'representative' },
      { $set: { active: false } },
    );
    await sides.appoint('teams:aad-eva', 'representative', SOCIAL);
    clear();
    await at('2026-03-16T09:00:00+01:00');
    expect(prompts(eva)).to.have.length(1);
    await at('2026-03-16T09:01:00+01:00');
    expect(plain(updates(anna).at(-1)?.body)).to.include('gått vidare till någon annan');
    const refused = await anna.press(button(old, 'Ja, den blev av'));
    expect(plain(refused)).to.include('roll');
    expect(await initiative()).to.include({ status: 'planned' });
  });

  it('change in every copy when one of them is answered, or the record is changed elsewhere', async () => {
    await collection('members').updateMany({ active: true }, { $set: { active: false } });
    await sides.appoint('teams:aad-eva2', 'coordinator');
    const eva = await sides.chat('eva2');
    await eva.say('hej');
    clear();
    await at('2026-03-13T09:00:00+01:00');
    const [one] = prompts(sara);
    expect(plain(one)).to.include('Ingen representant');
    expect(prompts(eva)).to.have.length(1);
    await sara.press(button(one, 'Ja, den blev av'));
    eva.connector.clear();
    await at('2026-03-13T09:02:00+01:00');
    const [corrected] = updates(eva);
    expect(corrected?.path).to.include('/activities/');
    expect(plain(corrected?.body)).to.include('Genomförd').and.include('Allt är besvarat');
    await at('2026-03-13T09:20:00+01:00');
    expect(updates(eva)).to.have.length(1);
  });

  it('look again before they are sent: what has been answered meanwhile is not asked', async () => {
    sides.bot.setNow('2026-03-13T09:00:00+01:00');
    // The connector is away for the first attempt; before the second the dialogue has been marked.
    anna.connector.misbehave({ status: 503 });
    await sides.bot.app.sweep();
    await dan.say('D-2026-001 genomförd');
    clear();
    await at('2026-03-13T09:30:00+01:00');
    await at('2026-03-13T09:40:00+01:00');
    const said = [...prompts(anna).map(plain), ...updates(anna).map(({ body }) => plain(body))].join('\n');
    expect(said).to.not.include('Blev dialogen av');
  });

  it('ask what came of it a month after, when a date is missing after two weeks, and about a draft after one', async () => {
    await anna.say('D-2026-001 genomförd');
    await anna.say('dialog: Utan datum | Verdandi');
    clear();
    await at('2026-03-20T09:30:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    await at('2026-03-23T09:30:00+01:00');
    expect(plain(prompts(anna)))
      .to.include('När blir den av?')
      .and.not.include('Nya öppettider');
    await anna.say('D-2026-002 flyttad till 30 maj');
    clear();
    await at('2026-04-08T09:30:00+02:00');
    expect(prompts(anna)).to.have.length(0);
    await at('2026-04-09T09:30:00+02:00'); // marked as held on 9 March, before the planned day
    const [asked] = prompts(anna);
    expect(plain(asked)).to.include('Vad ledde den till? Har de inbjudna fått återkoppling?');
    const fed = await anna.press(button(asked, 'Återkoppling är given'));
    expect((await initiative())?.content).to.include({ feedbackOn: '2026-04-09' });
    expect(buttons(fed).map(({ title }) => title))
      .to.include('Skriv vad den ledde till')
      .and.not.include('Återkoppling är given');
    await anna.say('D-2026-001 utfall: Nya öppettider på prov');
    await at('2026-04-09T09:50:00+02:00');
    expect(plain(updates(anna).at(-1)?.body)).to.include('Utfallet är sparat');
  });

  it('ask about a draft that was left for a week, and publish it by one press', async () => {
    await collection('initiatives').deleteMany({});
    const [form] = await anna.say('exempel ny');
    await anna.press(button(form, 'Spara'), {
      title: 'Läxhjälp',
      done: 'Vi läser läxor',
      draft: 'yes',
      shared: 'no',
      status: 'draft',
    });
    await collection('examples').updateMany(
      { code: 'E-2026-001' },
      { $set: { status: 'draft', audience: ['draft:teams'] } },
    );
    anna.connector.clear();
    await at('2026-03-13T09:30:00+01:00');
    expect(plain(anna.connector.messages())).to.not.include('E-2026-001');
    await at('2026-03-16T09:30:00+01:00');
    const asked = anna.connector.messages().find((message) => plain(message).includes('E-2026-001'));
    expect(plain(asked)).to.include('utkast').and.include('Läxhjälp');
    const shown = await anna.press(button(asked, 'Publicera'));
    expect(plain(shown)).to.include('publicerat');
    expect(await collection('examples').findOne({})).to.include({ status: 'published' });
  });

  it('reach nobody who has removed the bot: the next in line is asked instead', async () => {
    anna.connector.misbehave({ status: 403 });
    await at('2026-03-13T09:00:00+01:00');
    await at('2026-03-13T09:15:00+01:00');
    expect(prompts(dan)).to.have.length(1);
    clear();
    await at('2026-03-16T09:00:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    await anna.say('hej igen');
    expect(await collection('contacts').findOne({ _id: 'teams:aad-anna' as never })).to.not.have.property(
      'goneAt',
    );
  });

  it('take nothing from forged, foreign or last year’s buttons', async () => {
    await at('2026-03-13T09:45:00+01:00');
    const [asked] = prompts(anna);
    const bo = await sides.chat('bo');
    await sides.appoint('teams:aad-bo', 'representative', CULTURE);
    const before = JSON.stringify(await initiative());
    const states = JSON.stringify(await collection('prompts').find({}).toArray());
    for (const title of ['Ja, den blev av', 'Inställd', 'Nästa vecka']) {
      expect(plain(await bo.press(button(asked, title))), title).to.include('roll');
    }
    for (const id of [
      '',
      'held:D-2026-001',
      'held:D-2026-001:2026-03-12@',
      'x:D-2026-001:2026-03-12',
      '{"$ne":1}',
      '../held',
    ]) {
      for (const name of ['followup.held', 'followup.tomorrow', 'followup.saveMove', 'followup.publish']) {
        expect(plain(await anna.press(forged(name, id))), `${name} ${id}`).to.match(
          /kunde inte läsa|hittar ingen post/,
        );
      }
    }
    expect(plain(await bo.press(forged('followup.which', '0123456789abcdef')))).to.not.include('D-2026');
    expect(JSON.stringify(await initiative())).to.equal(before);
    expect(JSON.stringify(await collection('prompts').find({}).toArray())).to.equal(states);
    // The dialogue has been moved since: the card asks about another day.
    await anna.say('D-2026-001 flyttad till 20 maj');
    const late = await anna.press(button(asked, 'Ja, den blev av'));
    expect(plain(late)).to.include('Flyttad till 20 maj 2026');
    expect(await initiative()).to.include({ status: 'planned' });
  });
});

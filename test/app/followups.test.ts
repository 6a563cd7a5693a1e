import { expect } from 'chai';
import { plain, prompts, updates, useFollowUpStage } from '../support/follow-up-stage';
import { button, buttons, forged, inputs } from '../support/teams-chat';

describe('follow-up prompts: when they come', () => {
  const stage = useFollowUpStage();

  it('ask the working day after, at nine, once, and the press answers in the card', async () => {
    const { anna, dan, sara, at, initiative } = stage;
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
    const { anna, at, clear } = stage;
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
    const { anna, dan, at, clear } = stage;
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
    const { anna, dan, sara, at, clear } = stage;
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
    const { anna, sara, at, clear } = stage;
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

  it('ask what came of it a month after, when a date is missing after two weeks, and about a draft after one', async () => {
    const { anna, at, clear, initiative } = stage;
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

  it('ask on the day that was set for it whether it has been followed up, and tomorrow again if asked to', async () => {
    const { anna, dan, sara, at, clear, initiative } = stage;
    await anna.say('D-2026-001 genomförd');
    const [form] = await anna.say('D-2026-001 ändra');
    const saved = await anna.press(button(form, 'Spara'), {
      ...inputs(form),
      ...{ outcome: 'Prov i en månad', feedbackOn: '2026-03-09', followUpOn: '2026-03-14' },
    });
    expect(plain(saved)).to.include('14 mars 2026');
    clear();
    for (const day of ['13', '14', '15']) await at(`2026-03-${day}T09:30:00+01:00`); // a weekend from the 14th
    expect(prompts(anna)).to.have.length(0);
    await at('2026-03-16T09:00:00+01:00');
    const [asked, ...more] = prompts(anna);
    expect(more).to.have.length(0);
    expect(plain(asked))
      .to.include('Dags att följa upp')
      .and.include('Skulle följas upp 14 mars 2026. Är det gjort?');
    expect(plain(await anna.press(button(asked, 'I morgon')))).to.include('Jag frågar igen 17 mars 2026');
    clear();
    await at('2026-03-16T15:00:00+01:00');
    expect([...prompts(anna), ...prompts(dan), ...prompts(sara)]).to.have.length(0);
    await at('2026-03-17T09:00:00+01:00');
    const answered = await anna.press(button(prompts(anna)[0], 'Ja, den är uppföljd'));
    expect(plain(answered)).to.include('Allt är besvarat').and.include('Uppföljd');
    expect(await initiative()).to.include({ status: 'followed-up' });
    clear();
    for (const day of ['18', '24']) await at(`2026-03-${day}T09:30:00+01:00`);
    expect(prompts(anna)).to.have.length(0);
  });

  it('ask about a draft that was left for a week, and publish it by one press', async () => {
    const { anna, at, collection } = stage;
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
});

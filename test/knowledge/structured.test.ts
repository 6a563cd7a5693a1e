import { expect } from 'chai';
import { ask, bodyOf, knowledgeOf } from './support';

describe('questions worked out from data', () => {
  it('knows every signatory by name and by alias, whatever the ending', async () => {
    const { register } = await knowledgeOf();
    for (const { name } of register.signatories) {
      const outcome = await ask(`Är ${name} ansluten?`);
      expect(bodyOf(outcome), name).to.include(name);
      expect(bodyOf(outcome).toLowerCase(), name).to.not.include('finns inte');
    }
  });

  for (const [question, name] of [
    ['ar brottofferjouren me', 'Brottsofferjouren'],
    ['Har Röda Korset skrivit på?', 'Röda Korset'],
    ['Jag fick hjälp av Brottsofferjouren. Tillhör den aktörerna som skrivit på?', 'Brottsofferjouren'],
    ['Är RFSL med på tåget?', 'RFSL'],
    ['Is Vuxenskolan a signatory?', 'Studieförbundet Vuxenskolan'],
    ['EKSAM ansluten?', 'Eksam'],
    ['har örebro stadmission gått med', 'Örebro stadsmission'],
    ['teknik service förvaltning påskriven', 'Teknik- och serviceförvaltningen'],
    ['kultur fritids nämnd ansluten?', 'Kultur- och fritidsnämnden'],
    ['Is there any Kurdish organisation among those who joined?', 'Kurdiska kultur och språkcenter'],
  ] as const) {
    it(`finds ${name} in "${question}"`, async () => {
      const outcome = await ask(question);
      expect(bodyOf(outcome)).to.include(name);
      expect(outcome).to.include({ kind: 'answer', computed: true });
    });
  }

  it('tells of a joined association only that it has joined', async () => {
    expect((await ask('organisationsnummer Örebro Föreningsråd')).kind).to.equal('declined');
    expect((await ask('vad kostar medlemskap i RFSL')).kind).to.equal('declined');
  });

  it('takes no verb for a name', async () => {
    const outcome = await ask('Jag fick hjälp av Brottsofferjouren. Tillhör den dem som skrivit på?');
    expect(JSON.stringify(outcome)).to.not.include('Tillhör** finns inte');
  });

  for (const name of [
    'Örebro SK',
    'Hyresgästföreningen',
    'Gatunämnden',
    'Scouterna',
    'Funktionsstödsförvaltningen',
  ]) {
    it(`says that ${name} isn't in the register, and of when the register is`, async () => {
      const body = bodyOf(await ask(`Har ${name} anslutit sig?`));
      expect(body).to.include(name).and.include('finns inte i registret').and.include('framgår inte');
    });
  }

  it('lists the names on a letter', async () => {
    const body = bodyOf(await ask('Vilka anslutna aktörer börjar på S?'));
    expect(body).to.include('SeniorNet').and.include('Strokeföreningen').and.not.include('Tegelbruket');
  });

  it('names the politician responsible for a council, and corrects a wrong one', async () => {
    expect(bodyOf(await ask('Vem ansvarar för Pensionärsrådet?'))).to.include('Jessica Ekerbring (S)');
    const corrected = bodyOf(await ask('Är Gunhild Wallin ansvarig för Pensionärsrådet?'));
    expect(corrected)
      .to.include('Jessica Ekerbring')
      .and.include('Gunhild Wallin (C)')
      .and.include('Tillgänglighetsrådet');
    expect(bodyOf(await ask('Vem är ansvarig politiker för Brorådet?'))).to.include(
      'ingen politisk medverkan',
    );
  });

  it('counts the time until the review and since the first agreement, from the date of the question', async () => {
    const left = bodyOf(
      await ask('Hur många dagar är det kvar till översynen 2027?', { today: '2027-12-01' }),
    );
    expect(left).to.include('30 dagar').and.include('31 december 2027');
    const since = bodyOf(await ask('Hur länge har överenskommelsen funnits?', { today: '2026-04-28' }));
    expect(since).to.include('16 år');
    const over = bodyOf(await ask('Hur många dagar är det kvar till översynen?', { today: '2028-01-10' }));
    expect(over).to.include('10 dagar sedan');
  });

  it('counts several categories from the register', async () => {
    const { register } = await knowledgeOf();
    const count = (category: string): number =>
      register.signatories.filter((row) => row.category === category).length;
    const body = bodyOf(await ask('Hur många nämnder och förvaltningar har anslutit sig?'));
    expect(body)
      .to.include(`${count('board')} nämnder`)
      .and.include(`${count('administration')} förvaltningar`);
  });

  it('sets two councils side by side that no author has compared', async () => {
    const outcome = await ask('Vad skiljer Tillgänglighetsrådet från Brorådet?');
    expect(bodyOf(outcome)).to.include('**Tillgänglighetsrådet**').and.include('**Brorådet**');
    expect(outcome).to.include({ computed: true });
  });

  it('opens computed answers by their id', async () => {
    const knowledge = await knowledgeOf();
    expect(knowledge.entry('register/almby-ik', 'en')?.body).to.include('Almby IK');
    expect(knowledge.entry('council/orebra', 'sv')?.body).to.include('Anders Åhrlin');
    expect(knowledge.entry('no-such-entry', 'sv')).to.equal(undefined);
  });

  it('counts the time between the first agreement and the present one', async () => {
    const outcome = await ask('Hur många år gick det mellan den första överenskommelsen och den nuvarande?');
    expect(bodyOf(outcome)).to.include('28 april 2010').and.include('22 november 2023').and.include('13 år');
  });

  it('opens comparisons and counted times by their id too, as of the day that they are opened', async () => {
    const knowledge = await knowledgeOf();
    const compared = await ask('Vad skiljer Pensionärsråd och Tillgänglighetsrådet?');
    if (compared.kind !== 'answer') throw new Error(`expected an answer, got ${compared.kind}`);
    expect(knowledge.entry(compared.entryId, 'sv')?.body).to.equal(compared.body);
    expect(knowledge.entry('time/left', 'sv', '2027-12-21')?.body).to.include('10 dagar');
    expect(knowledge.entry('time/versions', 'en', '2026-03-12')?.body).to.include('13 years');
    expect(knowledge.entry('time/left', 'sv')).to.equal(undefined);
    expect(knowledge.entry('compare/dialogue/nothing', 'sv')).to.equal(undefined);
  });

  it('takes no everyday words for the name of somebody who might have joined', async () => {
    const outcome = await ask('Går anslutningen att fixa hemifrån soffan?');
    expect(bodyOf(outcome)).to.not.include('finns inte i registret');
  });
});

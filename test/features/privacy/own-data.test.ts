import { expect } from 'chai';
import { type BothSides, CULTURE, startBothSides } from '../../support/both-sides';
import { payloads, postCommand } from '../../support/slack-request';
import { readable, type TeamsChat } from '../../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

/** The link in a message, wherever it stands. */
const linkIn = (message: unknown): string =>
  /https?:\/\/127\.0\.0\.1:\d+\/files\/[\w-]+/.exec(JSON.stringify(message))?.[0] ?? '';

const fetchOnce = (url: string): Promise<Response> => fetch(url, { method: 'POST' });

describe('one’s own data', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let bertil: TeamsChat;
  const stored = (name: string): Promise<Json[]> =>
    sides.bot.app.store.connection.collection(name).find({}).toArray();
  const slack = async (text: string, over: Record<string, string> = {}): Promise<string> => {
    const fields = payloads.command(text, { response_url: sides.slack.responseUrl(), ...over });
    const body = await (await postCommand(sides.bot.url, fields)).text();
    return body + JSON.stringify(sides.slack.calls);
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    anna = await sides.chat('anna');
    bertil = await sides.chat('bertil');
    await anna.say('exempel: Läxhjälp på Öster | RFSL | dialog | Annas egna ord om läxorna');
    await bertil.say('hinder: Bertils hinder med lokalbokningen');
    await bertil.say('hur många principer finns det?');
  });
  after(() => sides.stop());

  it('is shown with why and how long, in words', async () => {
    const [shown] = await anna.say('mina uppgifter');
    const text = readable(shown);
    expect(text).to.include('E-2026-001 Läxhjälp på Öster (loggad av dig)');
    expect(text).to.include('Representant, Kultur- och fritidsförvaltningen (pågår)');
    expect(text).to.include('tills ett gallringsbeslut säger annat');
    expect(text).to.include('Ditt namn, ditt konto och var vi talas vid');
  });

  it('is somebody’s own: nothing of others is shown or in the file', async () => {
    const messages = await bertil.say('mina uppgifter');
    expect(readable(messages)).to.include('H-2026-001').and.include('hur många principer');
    const file = await (await fetchOnce(linkIn(messages))).text();
    expect(file).to.include('Bertils hinder').and.include('hur många principer').and.include('aad-bertil');
    for (const text of [readable(messages), file])
      expect(text).to.not.match(/\bAnna|aad-anna|Läxhjälp|E-2026-001/);
  });

  it('comes as a JSON file by a link that works once, and is not used up by those who look at links', async () => {
    const messages = await anna.say('mina uppgifter');
    const url = linkIn(messages);
    expect(url).to.match(/\/files\/[\w-]{43}$/);
    for (let look = 0; look < 2; look++) {
      const page = await fetch(url);
      expect(page.status).to.equal(200);
      expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      expect(await page.text())
        .to.include('<form method="post">')
        .and.include('lang="sv"');
    }
    const first = await fetchOnce(url);
    expect(first.status).to.equal(200);
    expect(first.headers.get('content-disposition')).to.equal('attachment; filename="mina-uppgifter.json"');
    expect(first.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    const events = await sides.bot.app.store.connection.collection('audit').find({}).toArray();
    const made = events.filter(({ action, by }) => action === 'own-data.made' && by === 'teams:aad-anna');
    expect(made.map(({ platform, at }) => [platform, at])).to.deep.equal([['teams', sides.bot.now()]]);
    expect(first.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(first.headers.get('cache-control')).to.equal('no-store');
    const file = (await first.json()) as Record<string, { items: Json[] } & Json>;
    expect(file.accounts).to.deep.equal(['teams:aad-anna']);
    expect(file.examples?.items[0]).to.deep.include({ code: 'E-2026-001', title: 'Läxhjälp på Öster' });
    expect(file.roles?.items[0]).to.deep.include({ role: 'representative', administration: CULTURE });
    expect(file.contact).to.include.keys('what', 'why', 'until', 'erasure');
    const second = await fetchOnce(url);
    expect(second.status).to.equal(404);
    expect(await second.text())
      .to.include('Länken gäller inte längre')
      .and.not.include('Läxhjälp');
    expect((await fetch(url)).status).to.equal(404);
  });

  it('goes to one of those who use the link at the same moment', async () => {
    const url = linkIn(await anna.say('mina uppgifter'));
    const answers = await Promise.all(Array.from({ length: 8 }, () => fetchOnce(url)));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, ...Array(7).fill(404)]);
  });

  it('is not handed out after ten minutes, nor to those who guess', async () => {
    const url = linkIn(await anna.say('mina uppgifter'));
    const then = sides.bot.now();
    sides.bot.setNow(new Date(then.getTime() + 10 * 60_000 + 1));
    expect((await fetchOnce(url)).status).to.equal(404);
    sides.bot.setNow(then);
    const guesses = ['x', '..%2f..%2fetc%2fpasswd', '%7B%22$ne%22%3A1%7D', 'A'.repeat(43), 'A'.repeat(5_000)];
    for (const guess of guesses) {
      expect((await fetchOnce(`${sides.bot.url}/files/${guess}`)).status, guess.slice(0, 50)).to.be.within(
        400,
        414,
      );
    }
    expect((await fetchOnce(url)).status).to.equal(200);
  });

  it('keeps the secret of the link out of the store and the log', async () => {
    const url = linkIn(await anna.say('mina uppgifter'));
    const secret = url.split('/').at(-1) ?? '';
    expect(JSON.stringify(await stored('downloads'))).to.not.include(secret);
    await fetchOnce(url);
    expect(sides.bot.logs.join('')).to.not.include(secret);
  });

  it('is shown in private alone', async () => {
    const conversation = { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true };
    for (const words of ['mina uppgifter', 'glöm mig']) {
      const answer = await anna.mention(words, { conversation });
      expect(readable(answer), words).to.include('visar jag bara för dig själv').and.not.include('Läxhjälp');
    }
  });

  it('is the same in Slack and in English', async () => {
    const body = await slack('my data', { channel_id: 'D00000077', user_id: 'U00000077', user_name: 'ulla' });
    expect(body).to.include('This is what I keep about you').and.include('Download the file');
    const file = (await (await fetchOnce(linkIn(body))).json()) as Json;
    expect(file.accounts).to.deep.equal(['slack:U00000077']);
  });
});

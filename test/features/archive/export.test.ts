import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { mongo } from 'mongoose';
import { EXPORTED, NOT_EXPORTED, PLAIN } from '../../../src/features/archive/export/collections';
import { digest } from '../../../src/storage/copy';
import { restoreExport } from '../../../src/storage/restore';
import { withStore } from '../../storage/with-store';
import { type BothSides, CULTURE, startBothSides } from '../../support/both-sides';
import { button, forged, readable, type TeamsChat } from '../../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

const linkIn = (message: unknown): string =>
  /https?:\/\/127\.0\.0\.1:\d+\/files\/[\w-]+/.exec(JSON.stringify(message))?.[0] ?? '';
const fetched = async (message: unknown): Promise<Response> => {
  const answer = await fetch(linkIn(message), { method: 'POST' });
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  return answer;
};

/** Titles that a spreadsheet would run. */
const FORMULAS = ['=HYPERLINK("http://evil.example";"x")', '+1 plusdag', '-2 minusfest', '@SUM(A1)'];

describe('exports', () => {
  let sides: BothSides;
  let sara: TeamsChat;
  const collection = (name: string) =>
    sides.bot.app.store.connection.collection<Json & { _id: unknown }>(name);
  const exported = async (words: string): Promise<Record<string, Json[]>> =>
    ((await (await fetched(await sara.say(words))).json()) as { collections: Record<string, Json[]> })
      .collections;

  before(async () => {
    sides = await startBothSides();
    sara = await sides.chat('sara');
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    const anna = await sides.chat('anna');
    for (const title of ['Läxhjälp; på ”Öster”', ...FORMULAS])
      await anna.say(`exempel: ${title} | RFSL | dialog | Text`);
    sides.bot.setNow('2026-05-04T09:00:00+02:00');
    await anna.say('exempel: Majfest | RFSL | dialog | Text');
    await anna.say('E-2026-001 dra tillbaka');
    await sides.bot.app.sweep();
  });
  after(() => sides.stop());

  it('hold every model, or say why not', () => {
    const known = [...EXPORTED, ...PLAIN, ...Object.keys(NOT_EXPORTED)];
    const models = Object.keys(sides.bot.app.store.connection.models);
    expect(models.filter((name) => !known.includes(name))).to.deep.equal([]);
    expect(new Set(known).size).to.equal(known.length);
  });

  it('are for coordinators, also when the link is used', async () => {
    const guest = await sides.chat('gunnar');
    for (const words of ['exportera allt json', 'granskningslogg', 'gallring'])
      expect(readable(await guest.say(words)), words).to.include('får du inte göra');
    await sides.appoint('teams:aad-cora', 'coordinator');
    const cora = await sides.chat('cora');
    const url = linkIn(await cora.say('exportera allt json'));
    await collection('members').updateMany({ people: 'teams:aad-cora' }, { $set: { active: false } });
    const refused = await fetch(url, { method: 'POST' });
    expect(refused.status).to.equal(403);
    expect(await refused.text())
      .to.include('Din roll har ändrats')
      .and.not.include('Läxhjälp');
    expect(await collection('audit').countDocuments({ by: 'teams:aad-cora' })).to.equal(0);
  });

  it('ask for what is missing, with buttons', async () => {
    const [what] = await sara.say('exportera');
    const [format] = (await sara.press(button(what, 'År 2026'))) as Json[];
    const [file] = (await sara.press(button(format, 'CSV'))) as Json[];
    expect(readable(file)).to.include('2026-12-31.csv');
    expect(readable(await sara.say('exportera E-2026-999 json'))).to.include(
      'Jag hittar ingen post E-2026-999',
    );
    expect(readable(await sara.say('exportera gurkor'))).to.include('Jag förstod inte');
    for (const id of [
      '../../etc|csv',
      '{"$ne":1}|json',
      '2026-13-01..2026-99-99|csv',
      'all|exe',
      'x'.repeat(140),
    ])
      expect(linkIn(await sara.press(forged('archive.export', id))), id).to.equal('');
  });

  it('of one record have it whole, with what was noted about it, and nothing else', async () => {
    const found = await exported('exportera E-2026-001 json');
    expect(found.examples?.map(({ code }) => code)).to.deep.equal(['E-2026-001']);
    expect(found.examples?.[0]?.history).to.have.length(2);
    // That it has been exported is said in the export itself.
    const actions = ['example.created', 'example.withdrawn', 'export.made'];
    expect(found.audit?.map(({ action }) => action)).to.have.members(actions);
    expect(found.members).to.deep.equal([]);
  });

  it('of a period have what happened in it', async () => {
    const may = await exported('exportera maj 2026 json');
    expect(may.examples?.map(({ code }) => code)).to.deep.equal(['E-2026-001', 'E-2026-006']);
    expect((await exported('exportera 2026-03-01 2026-03-31 json')).examples).to.have.length(5);
    expect((await exported('exportera 2025 json')).examples).to.deep.equal([]);
  });

  it('are noted before they are handed out, without content', async () => {
    const exports = async () =>
      (await collection('audit').find({}).toArray()).filter(({ action }) => action === 'export.made');
    const before = (await exports()).length;
    const message = await sara.say('exportera 2026 csv');
    expect(await exports()).to.have.length(before);
    await fetched(message);
    const log = await collection('audit').find({}).sort({ at: -1 }).toArray();
    const made = await exports();
    expect(made).to.have.length(before + 1);
    const csv = made.filter(({ fields }) => (fields as string[])[0] === 'csv');
    expect(csv.map(({ by, platform, about }) => [by, platform, about])).to.deep.equal([
      ['teams:aad-sara', 'teams', '2026-01-01..2026-12-31'],
    ]);
    expect(JSON.stringify(log)).to.not.match(/Läxhjälp|Majfest|HYPERLINK/);
    expect(readable(await sara.say('granskningslogg'))).to.include('export.made 2026-01-01..2026-12-31');
    expect(readable(await sara.say('granskningslogg E-2026-001'))).to.include('example.withdrawn');
  });

  it('as CSV are text and no formulas, and keep quotes, semicolons and letters', async () => {
    const answer = await fetched(await sara.say('exportera allt csv'));
    expect(answer.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(text.startsWith('\ufefftable;id;')).to.equal(true);
    expect(text).to.include('"Läxhjälp; på ”Öster”"');
    for (const line of text.split('\r\n')) {
      for (const cell of line.split(';'))
        expect(cell.replace(/^"/, ''), line).to.not.match(/^[=+@\t]|^-(?!$)/);
    }
    for (const formula of FORMULAS) expect(text).to.include(`'${formula.split('"')[0]}`);
    expect(text).to.include('examples.history;E-2026-001');
    expect(text).to.not.include('serviceUrl');
  });

  it('as a workbook have a sheet for each table, all cells text', async () => {
    const answer = await fetched(await sara.say('exportera allt xlsx'));
    expect(answer.headers.get('content-disposition')).to.equal('attachment; filename="export-all.xlsx"');
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const text = Object.entries(files).map(
      ([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const,
    );
    const all = text.map(([, xml]) => xml).join('');
    expect(all).to.include('Majfest').and.include('examples.history').and.include("'=HYPERLINK");
    for (const [name, xml] of text.filter(([name]) => name.includes('worksheets/sheet')))
      expect(xml, name).to.not.match(/<f[ >]/);
  });

  it('of everything can be restored into an empty store, the same to the byte', async () => {
    await sides.bot.app.sweep();
    const text = await (await fetched(await sara.say('exportera allt json'))).text();
    const target = await withStore();
    const client = await mongo.MongoClient.connect(target.uri);
    try {
      const restored = await restoreExport(text, target.uri);
      expect(restored.find(({ name }) => name === 'examples')).to.include({ documents: 6, restored: 6 });
      for (const { name, sha256 } of restored.filter(({ name }) => name !== 'audit')) {
        const [here, there] = [
          await digest(collection(name) as never),
          await digest(client.db().collection(name)),
        ];
        expect(there, name).to.deep.equal(here);
        expect(there.sha256, name).to.equal(sha256);
      }
      expect((await restoreExport(text, target.uri)).every((one) => one.restored === 0)).to.equal(true);
      await client.db().collection<{ _id: string }>('examples').insertOne({ _id: 'own' });
      expect(await restoreExport(text, target.uri).catch((error: Error) => error.name)).to.equal('Error');
      expect(await restoreExport(text, target.uri).catch(String)).to.include('Nothing was restored');
    } finally {
      await client.close();
      await target.stop();
    }
    for (const broken of [text.slice(0, -20), text.replace('Majfest', 'Junifest'), '{}', '[]', ''])
      expect(
        await restoreExport(broken, 'mongodb://127.0.0.1:1/never').catch((error) => error.code),
      ).to.equal('STORE_RESTORE_NOT_AN_EXPORT');
  });
});

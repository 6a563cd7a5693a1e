import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { strFromU8, unzipSync } from 'fflate';
import { type Addresses, packageTeams, valueAt } from '../../scripts/package-teams';
import { png } from './png';

const BOT = '11111111-2222-4333-8444-555555555555';
const SCHEMAS = 'https://developer.microsoft.com/json-schemas/teams/v1.24';
const manifest = {
  $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
  manifestVersion: '1.24',
  version: '1.0.0',
  id: '00000000-0000-0000-0000-000000000000',
  developer: {
    name: 'Test',
    websiteUrl: 'https://example.com',
    privacyUrl: 'https://example.com/privacy',
    termsOfUseUrl: 'https://example.com/terms',
  },
  name: { short: 'Bot', full: 'Boten' },
  description: { short: 'Kort', full: 'Lång' },
  icons: { color: 'color.png', outline: 'outline.png' },
  accentColor: '#123456',
  localizationInfo: {
    defaultLanguageTag: 'sv',
    additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
  },
  bots: [
    {
      botId: '00000000-0000-0000-0000-000000000000',
      scopes: ['personal'],
      commandLists: [{ scopes: ['personal'], commands: [{ title: 'hjälp', description: 'visar allt' }] }],
    },
  ],
};
const english = {
  $schema: `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`,
  'name.short': 'Bot',
  'name.full': 'The bot',
  'description.short': 'Short',
  'description.full': 'Long',
  'bots[0].commandLists[0].commands[0].title': 'help',
};

describe('the Teams app package', () => {
  let folder: string;
  const write = (name: string, content: object | Buffer): void =>
    writeFileSync(path.join(folder, name), Buffer.isBuffer(content) ? content : JSON.stringify(content));
  const mistakes = async (botId = BOT): Promise<string> =>
    packageTeams(folder, botId).then(
      () => 'no mistake',
      (error: Error) => error.message,
    );

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cnatet-manifest-'));
    write('manifest.json', manifest);
    write('en.json', english);
    write('color.png', png(192, 192));
    write('outline.png', png(32, 32));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives the app the id of its bot only while it has none', async () => {
    const idOf = async (): Promise<string> =>
      JSON.parse(strFromU8(unzipSync(await packageTeams(folder, BOT))['manifest.json'] ?? new Uint8Array()))
        .id;
    expect(await idOf()).to.equal(BOT);
    const own = 'aaaaaaaa-2222-4333-8444-555555555555';
    write('manifest.json', { ...manifest, id: own });
    expect(await idOf()).to.equal(own);
  });

  it('is the same bytes each time', async () => {
    const [first, second] = [await packageTeams(folder, BOT), await packageTeams(folder, BOT)];
    expect(Buffer.compare(first, second)).to.equal(0);
  });

  it('is not made without a bot id', async () => {
    expect(await mistakes('')).to.contain('MICROSOFT_APP_ID');
    expect(await mistakes('not-a-guid')).to.contain('must be a GUID');
  });

  it('says who runs the bot, as it is told, and is not made as long as nobody has', async () => {
    const at = (url: string) => ({ websiteUrl: url, privacyUrl: url, termsOfUseUrl: url });
    write('manifest.json', { ...manifest, developer: { name: 'Test', ...at('https://bot.example.se') } });
    expect(await mistakes())
      .to.contain('--website is missing')
      .and.contain('--privacy is missing');
    const developer = async (addresses: Addresses): Promise<unknown> =>
      JSON.parse(
        strFromU8(unzipSync(await packageTeams(folder, BOT, addresses))['manifest.json'] ?? new Uint8Array()),
      ).developer;
    const website = 'https://www.orebro.se';
    expect(await developer({ website })).to.deep.equal({ name: 'Test', ...at(website) });
    const privacy = 'https://www.orebro.se/personuppgifter';
    expect(await developer({ website, privacy })).to.include({ privacyUrl: privacy, termsOfUseUrl: website });
    const refused = await packageTeams(folder, BOT, { website: 'http://x.se' }).catch(
      (error: Error) => error,
    );
    expect(String(refused)).to.contain('--website must be an https address');
  });

  it('names every mistake at once', async () => {
    write('manifest.json', { ...manifest, accentColor: 'blue', name: { short: 'x'.repeat(31), full: 'x' } });
    write('color.png', png(96, 96));
    write('outline.png', Buffer.from('GIF89a'));
    expect(await mistakes())
      .to.contain('accentColor')
      .and.contain('/name/short')
      .and.contain('color.png: 96×96, should be 192×192')
      .and.contain('outline.png: not a PNG');
  });

  it('is not made with a translation of what the manifest lacks, or none at all', async () => {
    write('en.json', { ...english, 'bots[0].commandLists[0].commands[7].title': 'gone' });
    expect(await mistakes()).to.contain(
      'en.json: bots[0].commandLists[0].commands[7].title is not in the manifest',
    );
    write('en.json', { ...english, developer: 'x', 'name.short': 'x'.repeat(31), 'name.full': '' });
    expect(await mistakes())
      .to.contain('en.json: developer cannot be translated')
      .and.contain('en.json: name.short is longer than 30 characters')
      .and.contain('en.json: name.full has no text');
    rmSync(path.join(folder, 'en.json'));
    expect(await mistakes()).to.contain('en.json: missing');
  });

  it('is not made against a schema that would have to be downloaded', async () => {
    write('manifest.json', { ...manifest, $schema: manifest.$schema.replace('v1.24', 'v9.9') });
    expect(await mistakes()).to.contain('the schema v9.9 is not in');
    write('manifest.json', { ...manifest, $schema: 'https://example.com/schema.json' });
    expect(await mistakes()).to.contain('not one of Microsoft');
  });

  it('finds what a localisation key stands for', () => {
    expect(valueAt(manifest, 'bots[0].commandLists[0].commands[0].title')).to.equal('hjälp');
    expect(valueAt(manifest, 'bots[3].botId')).to.equal(undefined);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect } from 'chai';
import { drawIcons } from '../../../manifest/teams/draw-icons';
import { packageTeams } from '../../../scripts/package-teams';
import { EXTENSION_ACTIONS, EXTENSION_SEARCH } from '../../../src/platforms/teams/invokes';
import { ROOT } from './harness';

const folder = path.join(ROOT, 'manifest/teams');
const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));

/** The pixels of one of our icons, without the filter byte that begins each row. */
function pixels(png: Buffer): Buffer {
  const width = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const rowLength = 1 + width * 4;
  return Buffer.concat(
    Array.from({ length: width }, (_, row) => rows.subarray(row * rowLength + 1, (row + 1) * rowLength)),
  );
}

describe('Teams: the manifest', () => {
  it('makes a package that Microsoft’s own schema accepts, in both languages', async () => {
    const bytes = await packageTeams(folder, '11111111-2222-4333-8444-555555555555', {
      website: 'https://www.orebro.se',
    });
    expect(bytes.length).to.be.above(1_000);
  });

  it('translates every text that it has', () => {
    const english = JSON.parse(readFileSync(path.join(folder, 'en.json'), 'utf8'));
    const commands = manifest.bots[0].commandLists.flatMap((list: { commands: unknown[] }, n: number) =>
      list.commands.flatMap((_, m) =>
        ['title', 'description'].map((text) => `bots[0].commandLists[${n}].commands[${m}].${text}`),
      ),
    );
    const actions = manifest.composeExtensions[0].commands.flatMap(
      ({ parameters = [] }: { parameters?: unknown[] }, n: number) =>
        ['', ...parameters.map((_, m) => `.parameters[${m}]`)].flatMap((part) =>
          ['title', 'description'].map((text) => `composeExtensions[0].commands[${n}]${part}.${text}`),
        ),
    );
    const names = ['name.short', 'name.full', 'description.short', 'description.full'];
    const wanted = [...names, ...commands, ...actions];
    expect(Object.keys(english).sort()).to.deep.equal(['$schema', ...wanted].sort());
  });

  it('offers the actions and the search that are answered', () => {
    const { commands } = manifest.composeExtensions[0];
    const actions = commands.filter(({ type }: { type: string }) => type === 'action');
    expect(actions.map(({ id }: { id: string }) => id)).to.have.members(Object.keys(EXTENSION_ACTIONS));
    for (const { fetchTask } of actions) expect(fetchTask).to.equal(true);
    const [search, ...more] = commands.filter(({ type }: { type: string }) => type === 'query');
    expect(more).to.deep.equal([]);
    expect(search.id).to.equal(EXTENSION_SEARCH.command);
    expect(search.parameters.map(({ name }: { name: string }) => name)).to.deep.equal([
      EXTENSION_SEARCH.parameter,
    ]);
  });

  it('asks for nothing but who one is and to write to members', () => {
    expect(manifest.permissions).to.deep.equal(['identity', 'messageTeamMembers']);
    expect(manifest).to.not.have.any.keys('authorization', 'webApplicationInfo', 'devicePermissions');
    expect(manifest.bots[0]).to.deep.include({
      supportsFiles: false,
      scopes: ['personal', 'team', 'groupChat'],
    });
  });

  it('has the icons that are drawn, the outline white on nothing', () => {
    for (const [name, drawn] of Object.entries(drawIcons())) {
      expect(pixels(readFileSync(path.join(folder, name))).equals(pixels(drawn)), name).to.equal(true);
    }
    const outline = pixels(readFileSync(path.join(folder, 'outline.png')));
    for (let n = 0; n < outline.length; n += 4)
      expect([...outline.subarray(n, n + 3)]).to.deep.equal([255, 255, 255]);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect } from 'chai';
import { drawIcons } from '../../../manifest/teams/draw-icons';
import { packageTeams } from '../../../scripts/package-teams';
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
    const bytes = await packageTeams(folder, '11111111-2222-4333-8444-555555555555');
    expect(bytes.length).to.be.above(1_000);
  });

  it('translates every text that it has', () => {
    const english = JSON.parse(readFileSync(path.join(folder, 'en.json'), 'utf8'));
    const commands = manifest.bots[0].commandLists.flatMap((list: { commands: unknown[] }, n: number) =>
      list.commands.flatMap((_, m) =>
        ['title', 'description'].map((text) => `bots[0].commandLists[${n}].commands[${m}].${text}`),
      ),
    );
    const wanted = ['name.short', 'name.full', 'description.short', 'description.full', ...commands];
    expect(Object.keys(english).sort()).to.deep.equal(['$schema', ...wanted].sort());
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

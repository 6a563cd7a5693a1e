import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { valueAt } from '../../scripts/package-teams';
import type { Language, Reply } from '../../src/turn/turn';
import { ROOT, startTestApp, type TestApp } from '../support/app';

const read = (file: string): string => readFileSync(path.join(ROOT, 'manifest', file), 'utf8');
const teams = JSON.parse(read('teams/manifest.json'));
const english = JSON.parse(read('teams/en.json'));
const lists: readonly { scopes: string[]; commands: { title: string }[] }[] = teams.bots[0].commandLists;

/** Titles that are questions to the knowledge pack, not commands of ours. */
const QUESTIONS = ['principer', 'åtaganden', 'ansluten'];
/**
 * Commands that help tells of and the lists do not: Teams shows ten, without arguments. Whoever adds a command decides
 * where it belongs.
 */
const HELP_ONLY = [
  // Any question at all, and forms that are filled in on the line itself.
  'Vad menas med öppenhet och insyn?',
  'exempel: rubrik | partner | principer | text',
  'dialog: ämne | motpart | datum',
  // Long lists, found by searching too.
  'exempel alla',
  'dialog alla',
  'dialog sök fritidsgård',
  // For Samverkansrådet, and who represents whom: told of in help and by questions about them.
  'hinder ny',
  'hinder: text',
  'hinder mina',
  'fråga till rådet ny',
  'representanter',
  'koppla konto',
  // Follow-up: every question has its buttons.
  'påminnelser',
  'dialog D-2026-003 flyttad till 12 april',
  'skjut upp D-2026-003 två veckor',
  'uppföljning åtaganden',
  // What I send by myself: every message has the buttons.
  'inställningar',
  'månadsbrev av',
  'påminnelser av',
  'borta till 15 augusti',
  'tillbaka',
  // One's own data: the welcome tells of both.
  'mina uppgifter',
  'glöm mig',
  // The records law, for coordinators.
  'exportera mars 2026',
  'granskningslogg E-2026-014',
  'gallring',
  // A record's number comes first.
  'E-2026-014',
  'E-2026-014 ändra',
  'E-2026-014 dra tillbaka',
  'E-2026-014 återställ',
  'E-2026-014 historik',
  'E-2026-014 publicera',
  'E-2026-014 kopiera',
  'dialog D-2026-003 genomförd',
  'dialog D-2026-003 utfall: text',
  'dialog D-2026-003 återkoppling 12 mars',
  // For coordinators alone.
  'frågor',
  'hinder alla',
  'hinder lämna över',
  'H-2026-001 svara',
  'representant sätt person | förvaltning | roll',
  'representant avsluta namn',
  'representanter importera',
  'koppla isär konton',
  'inställningar kanaler',
  'egna svar',
];

describe('the manifests and the commands agree', () => {
  let app: TestApp;
  let count = 0;

  /** Says it in a personal chat, as one who may do everything. */
  async function say(text: string): Promise<Reply> {
    let answer: Reply | undefined;
    await app.app.bot.handle(
      {
        key: `manifest:${count++}`,
        redelivers: false,
        person: { id: 'terminal:anna' },
        place: {
          platform: 'terminal',
          conversation: `terminal:${count}`,
          kind: 'personal',
          privateReply: true,
          address: {},
        },
        input: { kind: 'words', text },
      },
      async (reply) => {
        answer = reply;
      },
    );
    if (answer === undefined) throw new Error(`no answer to ${text}`);
    return answer;
  }

  async function helpIn(word: string): Promise<string[]> {
    const [help] = (await say(word)).views;
    if (help?.kind !== 'help') throw new Error('no help');
    return help.groups.flatMap((group) => group.items.map((item) => item.say));
  }

  /** Whether the title is the command itself, with or without the example of an argument that help shows. */
  const calls = (said: string, title: string): boolean => said === title || said.startsWith(`${title} `);
  const titlesIn = (language: Language): string[] =>
    lists.flatMap(({ commands }, list) =>
      commands.map(({ title }, n) =>
        language === 'sv' ? title : english[`bots[0].commandLists[${list}].commands[${n}].title`],
      ),
    );

  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  it('on what each title calls: a command that help tells of, or a question with an answer', async () => {
    const help = await helpIn('hjälp');
    for (const title of new Set(titlesIn('sv'))) {
      const { remember } = await say(title);
      if (QUESTIONS.includes(title)) {
        expect(remember?.outcome, title).to.be.oneOf(['answer', 'choice']);
        continue;
      }
      expect(
        help.some((said) => calls(said, title)),
        `${title} in help`,
      ).to.equal(true);
      expect(remember, `${title} is a command`).to.equal(undefined);
    }
  });

  it('on the English titles, which call the same', async () => {
    const help = await helpIn('help');
    const swedish = titlesIn('sv');
    for (const [n, title] of titlesIn('en').entries()) {
      const [reply, original] = [await say(title), await say(swedish[n] ?? '')];
      expect(
        reply.views.map(({ kind }) => kind),
        title,
      ).to.deep.equal(original.views.map(({ kind }) => kind));
      expect(reply.remember?.entryId, title).to.equal(original.remember?.entryId);
      if (QUESTIONS.includes(swedish[n] ?? '')) continue;
      expect(
        help.some((said) => calls(said, title)),
        `${title} in help`,
      ).to.equal(true);
    }
  });

  it('on every command: in the list for personal chats, or left out for a reason', async () => {
    const personal = lists.find(({ scopes }) => scopes.includes('personal'))?.commands ?? [];
    const listed = (said: string): boolean => personal.some(({ title }) => calls(said, title));
    expect((await helpIn('hjälp')).filter((said) => !listed(said))).to.have.members(HELP_ONLY);
  });

  it('on what Slack hints at', () => {
    const slack = parse(read('slack.yml'));
    const hints: string[] = slack.features.slash_commands[0].usage_hint.split(' | ');
    const titles = titlesIn('sv');
    expect(hints.filter((hint) => !titles.includes(hint))).to.deep.equal(['din fråga']);
  });

  it('on no more commands than a list may show, each once', () => {
    for (const { commands } of lists) {
      const titles = commands.map(({ title }) => title);
      expect(titles.length).to.be.within(1, 10);
      expect(new Set(titles).size).to.equal(titles.length);
    }
  });
});

describe('docs/azure.md', () => {
  const guide = readFileSync(path.join(ROOT, 'docs/azure.md'), 'utf8');

  it('argues each permission, domain and place that the Teams manifest asks for', () => {
    const asked = [...teams.permissions, ...teams.validDomains, ...teams.bots[0].scopes];
    expect(asked).to.include('identity');
    for (const one of asked) expect(guide, one).to.contain(`| \`${one}\` |`);
    expect(valueAt(teams, 'validDomains'), 'argued as none').to.deep.equal([]);
  });

  it('names only settings that exist', () => {
    const known = new Set(
      readFileSync(path.join(ROOT, '.env.example'), 'utf8').match(/\b[A-Z][A-Z_]+(?==)/g),
    );
    const named = guide.match(/\b(MICROSOFT|SLACK|MONGODB)_[A-Z_]+\b/g) ?? [];
    expect(named.filter((name) => !known.has(name))).to.deep.equal([]);
  });
});

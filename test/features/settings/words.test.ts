import { expect } from 'chai';
import { mergePeople } from '../../../src/features/settings/people';
import { readChange, readToggle } from '../../../src/features/settings/words';
import { readAbsence, readUntil } from '../../../src/forms/durations';
import { readTime } from '../../../src/forms/times';

const TODAY = '2026-03-12'; // a Thursday

describe('settings in words', () => {
  const said: readonly (readonly [string, object | undefined])[] = [
    ['månadsbrev av', { digest: false }],
    ['digest på', { digest: true }],
    ['påminnelser av', { prompts: false }],
    ['påminnelser tid 7.45', { hour: '07.45' }],
    ['tid 8.30', { hour: '08.30' }],
    ['kl 10', { hour: '10.00' }],
    ['språk engelska', { language: 'en' }],
    ['language Swedish', { language: 'sv' }],
    ['tid 25.00', undefined],
    ['månadsbrev', undefined],
    ['något helt annat', undefined],
  ];
  for (const [text, change] of said)
    it(`reads ${text}`, () => expect(readChange(text)).to.deep.equal(change));

  it('reads buttons of ours and no others', () => {
    expect(readToggle('digest:off')).to.deep.equal({ digest: false });
    expect(readToggle('where:slack:U01')).to.deep.equal({ digestWhere: 'slack:U01' });
    for (const id of ['', 'digest:maybe', 'language:de', 'updatedAt:on', 'prompts:$gt', '__proto__:on'])
      expect(readToggle(id), id).to.equal(undefined);
  });
});

describe('times and durations', () => {
  it('reads a time of day', () => {
    expect(['8.30', '08:30', 'kl 9', '9', '0.05'].map(readTime)).to.deep.equal([
      '08.30',
      '08.30',
      '09.00',
      '09.00',
      '00.05',
    ]);
    expect(['24.00', '8.60', 'åtta', ''].map(readTime)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  const waits: readonly (readonly [string, string | undefined])[] = [
    ['två veckor', '2026-03-26'],
    ['en vecka till', '2026-03-19'],
    ['ett par dagar', '2026-03-14'],
    ['i två veckor', '2026-03-26'],
    ['3 månader', '2026-06-12'],
    ['i morgon', '2026-03-13'],
    ['till i morgon', '2026-03-13'],
    ['till nästa vecka', '2026-03-16'],
    ['på fredag', '2026-03-13'],
    ['till på fredag', '2026-03-13'],
    ['till 15 augusti', '2026-08-15'],
    ['til 15 agusti', '2026-08-15'],
    ['t.o.m. 15 augusti', '2026-08-15'],
    ['till och med 15 augusti', '2026-08-15'],
    ['till efter helgen', '2026-03-16'],
    ['until 15 August', '2026-08-15'],
    ['for two weeks', '2026-03-26'],
    ['a week', '2026-03-19'],
    ['länge', undefined],
    ['till 31 februari', undefined],
    ['', undefined],
  ];
  for (const [text, day] of waits) it(`reads ”${text}”`, () => expect(readUntil(text, TODAY)).to.equal(day));

  const periods: readonly (readonly [string, object | undefined])[] = [
    ['till 15 augusti', { from: TODAY, until: '2026-08-15' }],
    ['från 1 juli till 15 augusti', { from: '2026-07-01', until: '2026-08-15' }],
    ['fran 1 juli til 15 augusti', { from: '2026-07-01', until: '2026-08-15' }],
    ['fr.o.m. 1 juli t.o.m. 15 augusti', { from: '2026-07-01', until: '2026-08-15' }],
    ['1 juli-15 augusti', { from: '2026-07-01', until: '2026-08-15' }],
    ['1–15 augusti', { from: '2026-08-01', until: '2026-08-15' }],
    ['20 december till 7 januari', { from: '2026-12-20', until: '2027-01-07' }],
    ['två veckor', { from: TODAY, until: '2026-03-26' }],
    ['från måndag till fredag', { from: '2026-03-16', until: '2026-03-20' }],
    ['ibland', undefined],
  ];
  for (const [text, period] of periods)
    it(`reads ”borta ${text}”`, () => expect(readAbsence(text, TODAY)).to.deep.equal(period));
});

describe('people', () => {
  const since = (day: number): Date => new Date(Date.UTC(2026, 0, day));

  it('are one each, whatever accounts and roles they have, under a key that stays', () => {
    const first = {
      people: ['teams:a'],
      name: 'A',
      role: 'representative',
      administration: 'x',
      since: since(1),
    } as const;
    const linked = { ...first, people: ['teams:a', 'slack:A'] } as const;
    const deputy = {
      people: ['slack:A', 'teams:a'],
      name: 'A',
      role: 'deputy',
      administration: 'y',
      since: since(2),
    } as const;
    const other = { people: ['teams:b'], name: 'B', role: 'council', since: since(3) } as const;
    expect(mergePeople([first]).map(({ recipient }) => recipient)).to.deep.equal(['teams:a']);
    const merged = mergePeople([other, deputy, linked]);
    expect(merged.map(({ recipient, administration }) => [recipient, administration])).to.have.deep.members([
      ['teams:a', 'x'],
      ['teams:b', undefined],
    ]);
    expect(merged.find(({ recipient }) => recipient === 'teams:a')?.roles).to.have.members([
      'representative',
      'deputy',
    ]);
  });

  it('are joined by a membership that has both accounts, also when each was appointed apart', () => {
    const apart = [
      { people: ['teams:a'], name: 'A', role: 'representative', administration: 'x', since: since(1) },
      { people: ['slack:A'], name: 'A', role: 'deputy', administration: 'y', since: since(2) },
      { people: ['slack:A', 'teams:a'], name: 'A', role: 'coordinator', since: since(3) },
    ] as const;
    expect(mergePeople(apart)).to.have.length(1);
  });
});

import type { Interval } from '../../records/query';
import { calendarDate } from '../../turn/calendar';
import type { Language } from '../../turn/turn';
import type { DigestSection } from '../../views/views';
import { compose, type Digest } from './compose';
import { gather } from './gather';
import { gatherPersonal, type PersonalData } from './gather-personal';
import type { Frozen, FrozenViews, SendPlatform } from './issue';
import type { DigestDependencies } from './live';
import { personalSection } from './personal';
import { digestTexts } from './texts';
import { digestView } from './view';

/** Stands where each one's own part will. */
const OWN: DigestSection = { heading: '', items: [] };

interface Moment {
  readonly within: Interval;
  /** When it is put together. */
  readonly at: Date;
}

/** Puts a digest of an interval together for every kind of recipient. @throws BotError `store-away`. */
export async function freeze(deps: DigestDependencies, moment: Moment): Promise<Frozen> {
  // One after the other: a preview must not make everyone else wait.
  return { teams: await freezeFor('teams', deps, moment), slack: await freezeFor('slack', deps, moment) };
}

async function freezeFor(
  platform: SendPlatform,
  deps: DigestDependencies,
  { within, at }: Moment,
): Promise<Frozen[SendPlatform]> {
  const today = calendarDate(at, deps.timezone);
  const to = calendarDate(new Date(within.until.getTime() - 1), deps.timezone);
  const period = { from: calendarDate(within.from, deps.timezone), to };
  const data = await gather(deps.records, platform, within, today, deps);
  const own: PersonalData[] = [];
  for (const { id } of deps.catalog.administrations)
    own.push(await gatherPersonal(deps.records, platform, id, within, today));
  const digest = compose(data, period, today, deps);
  const views = (language: Language): FrozenViews =>
    viewsIn(language, digest, own, { platform, at, seen: data.seen.administrations, deps });
  return { sv: views('sv'), en: views('en') };
}

interface ViewOptions {
  readonly platform: SendPlatform;
  readonly at: Date;
  readonly seen: ReadonlySet<string>;
  readonly deps: DigestDependencies;
}

function viewsIn(
  language: Language,
  digest: Digest,
  own: readonly PersonalData[],
  { platform, at, seen, deps }: ViewOptions,
): FrozenViews {
  const wording = { language, names: deps.names, dates: deps.dates };
  const reader = { audience: platform, at, title: digestTexts[language].monthly };
  const person = digestView(digest, { ...reader, personal: OWN }, wording);
  return {
    channel: digestView(digest, reader, wording),
    person: { ...person, sections: person.sections.slice(1) },
    own: Object.fromEntries(
      own.map((data) => [data.administration, personalSection(data, seen.has(data.administration), wording)]),
    ),
  };
}

import type { DateFormat } from '../../forms/date-format';
import { audienceOf } from '../../records/access';
import type { Catalog, Names } from '../../records/catalog';
import type { TurnContext } from '../../turn/turn';
import type { DigestView } from '../../views/views';
import { compose } from './compose';
import { gather, type Told } from './gather';
import type { Milestones } from './milestones';
import { intervalOf, sinceLastDigest } from './period';
import { type DigestReader, digestView } from './view';

export interface DigestDependencies {
  readonly records: Told;
  readonly catalog: Catalog;
  readonly milestones: Milestones;
  readonly names: Names;
  readonly dates: DateFormat;
  /** IANA name. */
  readonly timezone: string;
}

/** What has happened since the last digest, made afresh for who asks and where. @throws BotError `store-away`. */
export async function liveDigest(
  deps: DigestDependencies,
  context: TurnContext,
  reader: Pick<DigestReader, 'actions' | 'moreAction'>,
): Promise<DigestView> {
  const { language, today, now } = context;
  const audience = audienceOf(context.person, context.place);
  const period = sinceLastDigest(today);
  const data = await gather(deps.records, audience, intervalOf(period, deps.timezone), today, deps);
  const digest = compose(data, period, today, deps);
  return digestView(digest, { ...reader, audience, at: now }, { ...deps, language });
}

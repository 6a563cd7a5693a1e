import type { Outbox } from '../../delivery/outbox';
import { reasonIn } from '../../delivery/texts';
import { type Bundle, TROUBLE } from '../../delivery/trouble';
import type { Logger } from '../../log';
import type { WithLock } from '../../storage/lock';
import type { Language } from '../../turn/turn';
import type { ListItem, ListView } from '../../views/views';
import type { KnownPerson, Settings } from '../settings/settings';
import { deliveryTexts } from './texts';

export interface TellTroubleDependencies {
  readonly outbox: Pick<Outbox, 'enqueue' | 'troubles'>;
  readonly settings: Pick<Settings, 'people' | 'reaches'>;
  readonly withLock: WithLock;
  readonly log: Logger;
}

/** Names in one message; the rest is counted. */
const NAMED = 20;

/**
 * Tells every coordinator who can be reached of deliveries that failed or are uncertain, each delivery once and many in one
 * message. While there is nobody to tell, they wait.
 */
export function createTroubleTeller(deps: TellTroubleDependencies): (now: Date) => Promise<void> {
  const { outbox, settings, withLock, log } = deps;
  const tell = async (now: Date): Promise<void> => {
    const bundle = await outbox.troubles.next(now);
    if (bundle === undefined) return;
    const people = await settings.people();
    const coordinators = people.filter(({ roles }) => roles.includes('coordinator'));
    let reached = 0;
    for (const coordinator of coordinators) {
      const [at] = await settings.reaches(coordinator);
      if (at === undefined) continue;
      const { platform, address, language } = at;
      await outbox.enqueue(
        {
          _id: `${TROUBLE}:${bundle.id}:${coordinator.recipient}`,
          kind: TROUBLE,
          recipient: coordinator.recipient,
          ...{ platform, address },
          reply: { views: [troubleView(bundle, people, language)], language },
        },
        now,
      );
      reached += 1;
    }
    if (reached > 0) await outbox.troubles.told(bundle.id);
    else
      log.warn({ deliveries: bundle.deliveries.length }, 'deliveries failed and no coordinator can be told');
  };
  return async (now) => {
    await withLock('tell-trouble', () => tell(now));
  };
}

/** The list that the coordinators get. Pure. */
export function troubleView(
  { deliveries }: Pick<Bundle, 'deliveries'>,
  people: readonly Pick<KnownPerson, 'people' | 'name'>[],
  language: Language,
): ListView {
  const t = deliveryTexts[language];
  const nameOf = (recipient: string): string => {
    const known = people.find((person) => person.people.includes(recipient));
    if (known !== undefined) return known.name;
    // A person's id and a conversation's key begin alike; those of conversations are longer or a channel's.
    return /^(slack:[CG]|teams:\d+:)/.test(recipient) ? t.channel : t.unnamed;
  };
  const items = deliveries
    .slice(0, NAMED)
    .map(({ kind, recipient, platform, state, reason = '' }): ListItem => {
      const what = Object.hasOwn(t.kinds, kind) ? t.kinds[kind] : t.other;
      const why = reasonIn(language, reason);
      return {
        title: `${nameOf(recipient)} (${t.platforms[platform]}): ${what?.toLowerCase()}`,
        detail: `${state === 'uncertain' ? t.uncertain : t.failed}${why === '' ? '' : `: ${why}`}.`,
      };
    });
  const left = deliveries.length - items.length;
  return {
    kind: 'list',
    heading: t.heading(deliveries.length),
    intro: t.intro,
    items,
    empty: t.intro,
    ...(left > 0 ? { footer: t.andMore(left) } : {}),
    actions: [],
  };
}

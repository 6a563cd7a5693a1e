import type { DateFormat } from '../../forms/date-format';
import { allows } from '../../turn/permissions';
import type { Language, TurnContext } from '../../turn/turn';
import type { Action, ListItem, ListView } from '../../views/views';
import type { PersonSettings, Reach } from './known';
import type { Channel } from './model';
import { settingsTexts } from './texts';

export interface Shown {
  readonly settings: PersonSettings;
  readonly reaches: readonly Reach[];
  readonly dates: DateFormat;
}

/** A button's id has 150 characters; a channel with a longer key is switched in the channel itself. */
const LONGEST_KEY = 140;

const toggle = (id: string, label: string): Action => ({ name: 'settings.set', id, label });

/** A person's settings, each with the button that changes it. */
export function settingsView(shown: Shown, { person, language, today }: TurnContext): ListView {
  const t = settingsTexts[language];
  const guest = person.roles.every((role) => role === 'guest');
  const items = guest
    ? []
    : [...digestRows(shown, language), promptsRow(shown, language), awayRow(shown, language, today)];
  return {
    kind: 'list',
    heading: t.heading,
    intro: guest ? t.guestIntro : t.intro,
    items: guest ? [] : [...items, languageRow(shown, language)],
    empty: '',
    actions: guest
      ? []
      : [
          { name: 'settings.edit', label: t.edit },
          ...(allows('settings.channels', person.roles)
            ? [{ name: 'settings.channels', label: t.channelsButton }]
            : []),
        ],
  };
}

function digestRows({ settings, reaches }: Shown, language: Language): ListItem[] {
  const t = settingsTexts[language];
  const [at, ...others] = reaches;
  const on = at === undefined ? t.digestNowhere : t.digestOn(t.platforms[at.platform]);
  const row: ListItem = {
    title: t.digest,
    detail: settings.digest ? on : t.off,
    open: settings.digest ? toggle('digest:off', t.turnOff) : toggle('digest:on', t.turnOn),
  };
  const [other] = others.filter(({ platform }) => platform !== at?.platform);
  if (other === undefined || at === undefined) return [row];
  const move = toggle(`where:${other.id}`, t.moveTo(t.platforms[other.platform]));
  return [row, { title: t.where, detail: t.platforms[at.platform], open: move }];
}

function promptsRow({ settings: { prompts, hour } }: Shown, language: Language): ListItem {
  const t = settingsTexts[language];
  return {
    title: t.prompts,
    detail: prompts ? t.promptsOn(hour) : t.off,
    open: prompts ? toggle('prompts:off', t.turnOff) : toggle('prompts:on', t.turnOn),
  };
}

function awayRow(
  { settings: { awayFrom, awayUntil }, dates }: Shown,
  language: Language,
  today: string,
): ListItem {
  const t = settingsTexts[language];
  if (awayUntil === undefined || awayUntil < today) return { title: t.away, detail: t.notAway };
  const until = dates.day(awayUntil, language);
  const later = awayFrom !== undefined && awayFrom > today;
  return {
    title: t.away,
    detail: later ? t.awayPeriod(dates.day(awayFrom, language), until) : t.awayUntil(until),
    open: { name: 'settings.back', label: t.back },
  };
}

function languageRow({ settings }: Shown, language: Language): ListItem {
  const t = settingsTexts[language];
  const other = settings.language === 'sv' ? 'en' : 'sv';
  return {
    title: t.language,
    detail: t.languages[settings.language],
    open: toggle(`language:${other}`, t.changeLanguage[settings.language]),
  };
}

/** What a channel is called; Teams and Slack don't always say. */
export function channelName(channel: Pick<Channel, 'name' | 'platform'>, language: Language): string {
  const t = settingsTexts[language];
  return channel.name ?? t.unnamed(t.platforms[channel.platform]);
}

/** One channel's switch, as it is shown in the channel itself. */
export function channelView(channel: Channel, language: Language): ListView {
  const t = settingsTexts[language];
  return {
    kind: 'list',
    heading: t.channelHeading,
    intro: t.channelIntro,
    items: [
      {
        title: t.digest,
        detail: channel.digest ? t.channelOn : t.channelOff,
        open: channelToggle('here', channel.digest, language),
      },
    ],
    empty: '',
    actions: [],
  };
}

/** All channels, for the coordinators. */
export function channelsView(channels: readonly Channel[], language: Language, dates: DateFormat): ListView {
  const t = settingsTexts[language];
  return {
    kind: 'list',
    heading: t.channelsHeading,
    items: channels.map((channel) => ({
      title: channelName(channel, language),
      detail: t.channelDetail(channel.digest, dates.instant(channel.seenAt, language)),
      ...(channel._id.length > LONGEST_KEY
        ? {}
        : { open: channelToggle(channel._id, channel.digest, language) }),
    })),
    empty: t.channelsEmpty,
    actions: [],
  };
}

function channelToggle(key: string, digest: boolean, language: Language): Action {
  const t = settingsTexts[language];
  const [id, label] = digest ? [`off:${key}`, t.turnOff] : [`on:${key}`, t.turnOn];
  return { name: 'settings.channel', id, label };
}

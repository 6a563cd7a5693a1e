import { z } from 'zod';
import type { DateFormat } from '../../forms/date-format';
import { notice, replacing, reply } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import { BotError } from '../../turn/errors';
import { allows } from '../../turn/permissions';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Channels } from './channels';
import { settingsTexts } from './texts';
import { channelName, channelsView, channelView } from './view';

export interface ChannelDependencies {
  readonly channels: Channels;
  readonly dates: DateFormat;
}

/** The digest in channels: chosen by a coordinator, or in the channel by those who have a role. */
export function channelCommands(deps: ChannelDependencies): Command[] {
  return [
    defineCommand({
      name: 'settings.channels',
      permission: 'settings.channels',
      effect: 'read',
      phrases: ['<settings> <channels>', '<channels>'],
      help: {
        say: { sv: 'inställningar kanaler', en: 'settings channels' },
        does: {
          sv: 'väljer vilka kanaler som får månadsbrevet',
          en: 'chooses which channels get the digest',
        },
      },
      request: z.object({}),
      run: async (context) => {
        const all = await deps.channels.all();
        return replacing(context, channelsView(all, context.language, deps.dates));
      },
    }),
    defineCommand({
      name: 'settings.channel',
      permission: 'settings.channel',
      effect: 'write',
      phrases: [],
      request: z.object({ id: z.string().regex(/^(?:on|off):.{1,140}$/s) }),
      run: (context, { id }) =>
        switchChannel(context, id.startsWith('on:'), id.slice(id.indexOf(':') + 1), deps),
    }),
  ];
}

/** @throws BotError `not-allowed` for another channel than the one that it is asked in, to all but coordinators. */
async function switchChannel(
  context: TurnContext,
  digest: boolean,
  named: string,
  deps: ChannelDependencies,
): Promise<Reply> {
  const { language, person, place, now } = context;
  const t = settingsTexts[language];
  const here = place.channel?.key;
  const key = named === 'here' ? here : named;
  if (key !== here && !allows('settings.channels', person.roles)) throw new BotError('not-allowed');
  const changed = key === undefined ? null : await deps.channels.choose(key, digest, person.id, now);
  if (changed === null) return reply(context, notice('warning', t.channelUnknown));
  if (named !== 'here')
    return replacing(context, channelsView(await deps.channels.all(), language, deps.dates));
  return replacing(context, channelView(changed, language));
}

/** The switch of the channel that the turn is in. */
export async function showChannel(
  context: TurnContext,
  key: string,
  { channels }: ChannelDependencies,
): Promise<Reply> {
  const channel = await channels.byKey(key);
  const t = settingsTexts[context.language];
  if (channel === null) return reply(context, notice('info', t.channelUnknown));
  return reply(context, channelView(channel, context.language));
}

/** The one press on a digest in a channel. @throws BotError `not-allowed` for those without a role. */
export async function optChannelOut(
  context: TurnContext,
  key: string,
  { channels }: ChannelDependencies,
): Promise<Reply> {
  const { language, person, now } = context;
  const t = settingsTexts[language];
  if (!allows('settings.channel', person.roles)) throw new BotError('not-allowed');
  const channel = await channels.choose(key, false, person.id, now);
  if (channel === null) return reply(context, notice('info', t.channelUnknown));
  const undo = { name: 'settings.channel', id: 'on:here', label: t.undo };
  const name = channel.name === undefined ? t.thisChannel : channelName(channel, language);
  return reply(context, notice('success', t.channelOffDone(name), [undo]));
}

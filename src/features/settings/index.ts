import { z } from 'zod';
import { notice, replacing, reply } from '../../records/commands/reply';
import { formValues } from '../../records/commands/sent-form';
import { type Command, defineCommand, type Feature } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { Reply, TurnContext } from '../../turn/turn';
import { absenceCommands } from './absence';
import { type ChannelDependencies, channelCommands, optChannelOut, showChannel } from './channel-commands';
import { readSettings, settingsForm, valuesOf } from './form';
import type { Choices, SettingsModels } from './model';
import { settingsData } from './personal-data';
import type { Settings } from './settings';
import { settingsTexts } from './texts';
import { settingsView } from './view';
import { readChange, readToggle } from './words';

export interface SettingsFeatureDependencies extends ChannelDependencies {
  readonly settings: Settings;
  readonly models: SettingsModels;
}

const common = { permission: 'settings.own', effect: 'write' } as const;
const idRequest = z.object({ id: z.string().min(1).max(150) });

/** What the bot sends by itself: to each person as they want it, and to each channel. */
export function createSettingsFeature(deps: SettingsFeatureDependencies): Feature {
  return {
    name: 'settings',
    personalData: settingsData(deps.models),
    commands: [
      showing(deps),
      ...changing(deps),
      ...switches(deps),
      ...absenceCommands(deps),
      ...channelCommands(deps),
    ],
  };
}

function showing(deps: SettingsFeatureDependencies): Command {
  return defineCommand({
    ...common,
    name: 'settings.show',
    phrases: ['<settings>', '<settings> …', '<mine> <settings>', '<show> <settings>'],
    help: {
      say: { sv: 'inställningar', en: 'settings' },
      does: {
        sv: 'visar och ändrar vad jag skickar, när, var och på vilket språk',
        en: 'shows and changes what I send, when, where and in which language',
      },
    },
    request: z.object({ argument: z.string().default('') }),
    run: async (context, { argument }) => {
      const { channel, privateReply } = context.place;
      if (!privateReply) {
        if (channel === undefined) throw new BotError('private-only');
        return showChannel(context, channel.key, deps);
      }
      if (argument === '') return show(context, deps);
      const changes = readChange(argument);
      if (changes === undefined)
        return reply(
          context,
          notice('warning', settingsTexts[context.language].notUnderstood(argument.slice(0, 100))),
        );
      return change(context, changes, deps);
    },
  });
}

async function show(context: TurnContext, { settings, dates }: SettingsFeatureDependencies): Promise<Reply> {
  const [now, reaches] = await Promise.all([settings.of(context.person.id), reachesOf(context, settings)]);
  return replacing(context, settingsView({ settings: now, reaches, dates }, context));
}

async function reachesOf({ person }: TurnContext, settings: Settings) {
  const known = (await settings.people()).find(({ people }) => people.includes(person.id));
  return settings.reaches(known ?? { people: [person.id] });
}

async function change(
  context: TurnContext,
  changes: Choices,
  deps: SettingsFeatureDependencies,
): Promise<Reply> {
  await deps.settings.change(context.person.id, changes, context.now);
  return show(context, deps);
}

function changing(deps: SettingsFeatureDependencies): Command[] {
  return [
    defineCommand({
      ...common,
      name: 'settings.set',
      personal: true,
      phrases: [],
      request: idRequest,
      run: (context, { id }) => {
        const changes = readToggle(id);
        if (changes === undefined) throw new BotError('button-too-old');
        return change(context, changes, deps);
      },
    }),
    defineCommand({
      ...common,
      effect: 'read',
      name: 'settings.edit',
      personal: true,
      opensForm: true,
      phrases: ['<settings> <edit>'],
      request: z.object({}),
      run: async (context) => {
        const now = await deps.settings.of(context.person.id);
        const reaches = await reachesOf(context, deps.settings);
        return reply(context, settingsForm(context, reaches, valuesOf(now, context.today)));
      },
    }),
    defineCommand({
      ...common,
      name: 'settings.save',
      personal: true,
      phrases: [],
      request: idRequest.extend({ values: formValues.default({}) }),
      run: async (context, { values }) => {
        const reaches = await reachesOf(context, deps.settings);
        const before = await deps.settings.of(context.person.id);
        const read = readSettings(context, reaches, values, before);
        if (!read.ok) return reply(context, settingsForm(context, reaches, values, read.errors));
        return change(context, read.changes, deps);
      },
    }),
    defineCommand({
      ...common,
      name: 'settings.opt-out',
      phrases: [],
      request: z.object({ id: z.enum(['digest', 'prompts']) }),
      run: (context, { id }) => {
        const { channel, kind } = context.place;
        if (id === 'digest' && kind !== 'personal' && channel !== undefined)
          return optChannelOut(context, channel.key, deps);
        return turn(context, id, false, deps);
      },
    }),
  ];
}

/** On or off in words; what was said is answered with the way back. */
function switches(deps: SettingsFeatureDependencies): Command[] {
  const make = (what: 'digest' | 'prompts', on: boolean): Command =>
    defineCommand({
      ...common,
      name: `settings.${what}-${on ? 'on' : 'off'}`,
      personal: true,
      phrases: [`<${what}> <${on ? 'on' : 'off'}>`],
      ...(on
        ? {}
        : {
            help: {
              say:
                what === 'digest'
                  ? { sv: 'månadsbrev av', en: 'digest off' }
                  : { sv: 'påminnelser av', en: 'reminders off' },
              does: { sv: '… och på, om du ångrar dig', en: '… and on, if you change your mind' },
            },
          }),
      request: z.object({}),
      run: (context) => turn(context, what, on, deps),
    });
  return [make('digest', false), make('digest', true), make('prompts', false), make('prompts', true)];
}

async function turn(
  context: TurnContext,
  what: 'digest' | 'prompts',
  on: boolean,
  { settings }: SettingsFeatureDependencies,
): Promise<Reply> {
  const t = settingsTexts[context.language];
  await settings.change(context.person.id, { [what]: on }, context.now);
  const said = { digest: [t.digestOffDone, t.digestOnDone], prompts: [t.promptsOffDone, t.promptsOnDone] }[
    what
  ];
  const back = { name: `settings.${what}-${on ? 'off' : 'on'}`, label: on ? t.turnOff : t.undo };
  return reply(context, notice('success', said[on ? 1 : 0] ?? '', [back]));
}

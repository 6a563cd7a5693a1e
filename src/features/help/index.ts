import { z } from 'zod';
import { type Command, defineCommand, type Feature } from '../../turn/command';
import { allows } from '../../turn/permissions';
import type { Language, Reply, TurnContext } from '../../turn/turn';
import type { Action, HelpView } from '../../views/views';
import { privacyTexts } from '../privacy/texts';
import { helpTexts } from './texts';

/** What the bot can do, fitted to the person's roles, and the welcome on first contact. */
export function createHelpFeature(features: () => readonly Feature[]): Feature {
  const view = (context: TurnContext, welcome: boolean): HelpView => {
    const t = helpTexts[context.language];
    const may = (command: Command): boolean => allows(command.permission, context.person.roles);
    const groups = features()
      .map((feature) => ({
        heading: t.groups[feature.name] ?? feature.name,
        items: feature.commands.flatMap((command) => (may(command) ? lines(command, context.language) : [])),
      }))
      .filter((group) => group.items.length > 0);
    const buttons = features()
      .flatMap((feature) => feature.commands)
      .filter((command) => may(command) && command.name in t.buttons);
    return {
      kind: 'help',
      heading: welcome ? t.welcome : t.heading,
      intro: welcome ? welcomeIntro(context) : t.intro,
      groups: welcome ? [] : groups,
      actions: [
        ...buttons.map(
          (command): Action => ({ name: command.name, label: t.buttons[command.name] ?? command.name }),
        ),
        ...(welcome ? [{ name: 'help.show', label: t.showAll }] : []),
      ].slice(0, 7),
    };
  };
  const reply = (context: TurnContext, welcome: boolean): Reply => ({
    language: context.language,
    views: [view(context, welcome)],
  });
  const common = { permission: 'ask', effect: 'read', request: z.object({}) } as const;
  return {
    name: 'help',
    commands: [
      defineCommand({
        ...common,
        name: 'help.show',
        phrases: ['<help>', 'vad kan du', 'what can you do'],
        help: {
          say: { sv: 'hjälp', en: 'help' },
          does: { sv: 'visar den här översikten', en: 'shows this overview' },
        },
        run: async (context) => reply(context, false),
      }),
      defineCommand({
        ...common,
        name: 'help.welcome',
        phrases: [],
        run: async (context) => reply(context, true),
      }),
    ],
  };
}

/** What is kept about a person is said to them alone. */
function welcomeIntro({ language, place }: TurnContext): string {
  const { welcomeIntro: intro } = helpTexts[language];
  return place.privateReply ? `${intro}\n\n${privacyTexts[language].firstContact}` : intro;
}

function lines(command: Command, language: Language): { say: string; does: string }[] {
  const help = command.help;
  return help === undefined ? [] : [{ say: help.say[language], does: help.does[language] }];
}

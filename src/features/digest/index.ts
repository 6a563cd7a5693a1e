import { z } from 'zod';
import { reply } from '../../records/commands/reply';
import { defineCommand, type Feature } from '../../turn/command';
import { allows } from '../../turn/permissions';
import type { TurnContext } from '../../turn/turn';
import type { Action } from '../../views/views';
import { liveDigest } from './live';
import { type ManageDependencies, previewCommands } from './manage';
import { formCommands } from './manage-forms';
import { sendCommands } from './manage-send';
import { type ReaderDependencies, readerCommands } from './reader-commands';
import { sampleCommands } from './samples';
import { digestTexts } from './texts';

export type DigestFeatureDependencies = ReaderDependencies & ManageDependencies;

/** What has happened: on request, and each month to those who want it. */
export function createDigestFeature(deps: DigestFeatureDependencies): Feature {
  const show = defineCommand({
    name: 'digest.show',
    permission: 'digest.read',
    phrases: ['<digest>'],
    effect: 'read',
    help: {
      say: { sv: 'digest', en: 'digest' },
      does: {
        sv: 'visar vad som har hänt sedan sist och vad som väntar',
        en: 'shows what has happened since last time and what is waiting',
      },
    },
    request: z.object({}),
    run: async (context) => {
      const moreAction = { name: 'digest.more', label: digestTexts[context.language].more };
      return reply(context, await liveDigest(deps, context, { actions: actionsFor(context), moreAction }));
    },
  });
  return {
    name: 'digest',
    commands: [
      show,
      ...readerCommands(deps),
      ...previewCommands(deps),
      ...sampleCommands(deps),
      ...formCommands(deps),
      ...sendCommands(deps),
    ],
  };
}

function actionsFor({ person, language }: TurnContext): Action[] {
  const t = digestTexts[language];
  return [
    ...(allows('example.write', person.roles) ? [{ name: 'example.new', label: t.newExample }] : []),
    ...(allows('initiative.write', person.roles) ? [{ name: 'initiative.new', label: t.newInitiative }] : []),
    ...(allows('digest.manage', person.roles) ? [{ name: 'digest.preview', label: t.preview }] : []),
  ];
}

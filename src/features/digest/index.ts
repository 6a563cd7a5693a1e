import { z } from 'zod';
import { reply } from '../../records/commands/reply';
import { defineCommand, type Feature } from '../../turn/command';
import { allows } from '../../turn/permissions';
import type { TurnContext } from '../../turn/turn';
import type { Action } from '../../views/views';
import { type DigestDependencies, liveDigest } from './live';
import { digestTexts } from './texts';
import { restOf } from './view';

export type { DigestDependencies } from './live';

/** What has happened since the last digest, on request. */
export function createDigestFeature(deps: DigestDependencies): Feature {
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
  const more = defineCommand({
    name: 'digest.more',
    permission: 'digest.read',
    phrases: [],
    effect: 'read',
    request: z.object({}),
    run: async (context) => reply(context, restOf(await liveDigest(deps, context, {}), context.language)),
  });
  return { name: 'digest', commands: [show, more] };
}

function actionsFor({ person, language }: TurnContext): Action[] {
  const t = digestTexts[language];
  return [
    ...(allows('example.write', person.roles) ? [{ name: 'example.new', label: t.newExample }] : []),
    ...(allows('initiative.write', person.roles) ? [{ name: 'initiative.new', label: t.newInitiative }] : []),
  ];
}

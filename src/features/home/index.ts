import { z } from 'zod';
import { replacing } from '../../records/commands/reply';
import { defineCommand, type Feature } from '../../turn/command';
import { gather, type HomeRecords } from './gather';
import { type HomeViewDependencies, homeView } from './view';

export interface HomeDependencies extends HomeViewDependencies {
  readonly records: HomeRecords;
}

/** A start page made afresh each time: what waits for the person, what has been logged, and the main buttons. */
export function createHomeFeature(deps: HomeDependencies): Feature {
  const show = defineCommand({
    name: 'home.show',
    permission: 'record.read',
    phrases: ['<home>'],
    effect: 'read',
    personal: true,
    help: {
      say: { sv: 'hem', en: 'home' },
      does: {
        sv: 'visar din startsida: att följa upp och det senaste',
        en: 'shows your home: what to follow up and what is new',
      },
    },
    request: z.object({}),
    run: async (context) => replacing(context, homeView(await gather(deps.records, context), context, deps)),
  });
  return { name: 'home', commands: [show] };
}

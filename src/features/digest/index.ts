import { z } from 'zod';
import type { DateFormat } from '../../forms/date-format';
import { audienceOf } from '../../records/access';
import type { Catalog, Names } from '../../records/catalog';
import { reply } from '../../records/commands/reply';
import type { RecordRepositories } from '../../records/repositories';
import { defineCommand, type Feature } from '../../turn/command';
import { allows } from '../../turn/permissions';
import type { TurnContext } from '../../turn/turn';
import type { Action } from '../../views/views';
import { compose } from './compose';
import { gather, sinceLastDigest } from './gather';
import { digestTexts } from './texts';
import { digestView } from './view';

export interface DigestDependencies {
  readonly records: RecordRepositories;
  readonly catalog: Catalog;
  readonly names: Names;
  readonly dates: DateFormat;
  readonly timezone: string;
}

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
      const { language, today } = context;
      const audience = audienceOf(context.person, context.place);
      const period = sinceLastDigest(today);
      const data = await gather(deps.records, audience, period, deps);
      const digest = compose(data, period, today, deps.catalog);
      const reader = { language, audience, today, actions: actionsFor(context) };
      return reply(context, digestView(digest, reader, deps));
    },
  });
  return { name: 'digest', commands: [show] };
}

function actionsFor({ person, language }: TurnContext): Action[] {
  const t = digestTexts[language];
  return [
    ...(allows('example.write', person.roles) ? [{ name: 'example.new', label: t.newExample }] : []),
    ...(allows('initiative.write', person.roles) ? [{ name: 'initiative.new', label: t.newInitiative }] : []),
  ];
}

import { z } from 'zod';
import type { Outbox } from '../../delivery/outbox';
import type { NewsSource } from '../../delivery/teller';
import { newForm } from '../../records/commands/form-flow';
import { writingCommands } from '../../records/commands/kind-commands';
import type { KindHelp } from '../../records/commands/kind-help';
import { saveLine } from '../../records/commands/line-flow';
import { type RecordActions, recordActions } from '../../records/feature';
import { type Command, defineCommand, type Feature } from '../../turn/command';
import { agendaForm, handOver } from './agenda';
import { answerForm, answerSource, saveAnswer } from './answer';
import { type MatterKind, type MatterKindDependencies, matterKind } from './kind';
import { listMatters } from './list';
import { matterTexts } from './texts';

export interface MatterDependencies extends MatterKindDependencies {
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly nudge: () => void;
}

const help: Pick<KindHelp, 'new' | 'line'> = {
  new: {
    say: { sv: 'hinder ny', en: 'obstacle new' },
    does: {
      sv: 'öppnar formuläret för ett hinder i samarbetet',
      en: 'opens the form for an obstacle to collaboration',
    },
  },
  line: {
    say: { sv: 'hinder: text', en: 'obstacle: text' },
    does: { sv: 'tar upp ett hinder på en rad', en: 'reports an obstacle in one line' },
  },
};

const pageRequest = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .default('1'),
});
const codeRequest = z.object({ id: z.string().min(1).max(150) });
const sentForm = codeRequest.extend({
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
});

/**
 * Obstacles and questions for Samverkansrådet: anyone reports, the coordinators hand over and answer. `actions` is for the
 * commands on a single record, `news` the answers that were saved and may not have been told.
 */
export function createMattersFeature(
  deps: MatterDependencies,
): Feature & { readonly actions: RecordActions; readonly news: NewsSource } {
  const kind = matterKind(deps);
  return {
    name: 'matters',
    commands: [
      ...writingCommands(kind, help, deps),
      ...questionCommands(deps),
      ...listCommands(kind),
      ...handlingCommands(kind, deps),
    ],
    actions: recordActions(kind, deps),
    news: answerSource(kind, deps),
  };
}

/** The same form and line, for what is asked rather than in the way. */
function questionCommands(deps: MatterDependencies): Command[] {
  const kind = matterKind(deps, 'question');
  const titled: MatterKind = {
    ...kind,
    texts: {
      sv: { ...matterTexts.sv, newTitle: matterTexts.sv.questionTitle },
      en: { ...matterTexts.en, newTitle: matterTexts.en.questionTitle },
    },
  };
  const report = { permission: 'matter.report', effect: 'write' } as const;
  return [
    defineCommand({
      ...report,
      name: 'matter.ask',
      phrases: ['<councilQuestion> <new>', '<councilQuestion>'],
      opensForm: true,
      help: {
        say: { sv: 'fråga till rådet ny', en: 'question for the council new' },
        does: {
          sv: 'öppnar formuläret för en fråga till Samverkansrådet',
          en: 'opens the form for a question to Samverkansrådet',
        },
      },
      request: z.object({}),
      run: async (context) => newForm(titled, context, deps),
    }),
    defineCommand({
      ...report,
      name: 'matter.askline',
      phrases: ['<councilQuestion>: …'],
      request: z.object({ argument: z.string().default('') }),
      run: (context, { argument }) => saveLine(kind, context, argument, deps),
    }),
  ];
}

function listCommands(kind: MatterKind): Command[] {
  const read = { effect: 'read', personal: true, request: pageRequest } as const;
  return [
    defineCommand({
      ...read,
      name: 'matter.mine',
      permission: 'matter.report',
      phrases: ['<matter> <mine>', '<matter>'],
      help: {
        say: { sv: 'hinder mina', en: 'obstacles mine' },
        does: {
          sv: 'visar vad du har tagit upp, och svaren',
          en: 'shows what you have reported, and the answers',
        },
      },
      run: (context, { id }) => listMatters(kind, context, 'mine', Number(id)),
    }),
    defineCommand({
      ...read,
      name: 'matter.queue',
      permission: 'matter.handle',
      phrases: ['<matter> vantar', '<matter> waiting'],
      run: (context, { id }) => listMatters(kind, context, 'queue', Number(id)),
    }),
    defineCommand({
      ...read,
      name: 'matter.all',
      permission: 'matter.handle',
      phrases: ['<matter> <all>'],
      help: {
        say: { sv: 'hinder alla', en: 'obstacles all' },
        does: { sv: 'visar alla ärenden till rådet', en: 'shows all matters for the council' },
      },
      run: (context, { id }) => listMatters(kind, context, 'all', Number(id)),
    }),
  ];
}

function handlingCommands(kind: MatterKind, deps: MatterDependencies): Command[] {
  const handle = { permission: 'matter.handle', effect: 'write', personal: true } as const;
  return [
    defineCommand({
      ...handle,
      name: 'matter.agenda',
      phrases: ['<matter> <handOver>'],
      opensForm: true,
      help: {
        say: { sv: 'hinder lämna över', en: 'obstacles hand over' },
        does: {
          sv: 'lämnar över nya ärenden till rådet, med dagordning att kopiera',
          en: 'hands new matters over to the council, with an agenda to copy',
        },
      },
      request: z.object({}),
      run: (context) => agendaForm(kind, context, deps),
    }),
    defineCommand({
      ...handle,
      name: 'matter.handover',
      phrases: [],
      request: sentForm,
      run: (context, sent) => handOver(kind, context, sent, deps),
    }),
    defineCommand({
      ...handle,
      name: 'matter.answer',
      phrases: ['<code> <answer>', '<matter> <code> <answer>'],
      opensForm: true,
      help: {
        say: { sv: 'H-2026-001 svara', en: 'H-2026-001 answer' },
        does: { sv: 'skriver in rådets svar', en: 'records the council’s answer' },
      },
      request: codeRequest,
      run: (context, { id }) => answerForm(kind, context, id, deps),
    }),
    defineCommand({
      ...handle,
      name: 'matter.reply',
      phrases: [],
      request: sentForm,
      run: (context, sent) => saveAnswer(kind, context, sent, deps),
    }),
  ];
}

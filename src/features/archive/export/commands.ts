import { z } from 'zod';
import type { Downloads, FileSource } from '../../../downloads/downloads';
import { reply } from '../../../records/commands/reply';
import { type Command, defineCommand } from '../../../turn/command';
import type { Language, Reply, TurnContext } from '../../../turn/turn';
import type { Action, ChoiceView } from '../../../views/views';
import { archiveTexts } from '../texts';
import { type Format, formats, readWish, type Scope, writeScope } from './scope';

export interface ExportCommandDependencies {
  readonly downloads: Pick<Downloads, 'hand'>;
  readonly source: FileSource;
  /** Whether there is a record with this code. */
  readonly exists: (code: string) => Promise<boolean>;
}

const request = z.object({ argument: z.string().max(200).optional(), id: z.string().max(150).optional() });

/** Exports of a record, a period or everything, as a file behind a link that works once. */
export function exportCommands(deps: ExportCommandDependencies): Command[] {
  return [
    defineCommand({
      name: 'archive.export',
      permission: 'record.export',
      // Handing the file out is what is noted, when it is fetched.
      effect: 'read',
      personal: true,
      phrases: ['<export>', '<export> …'],
      help: {
        say: { sv: 'exportera mars 2026', en: 'export 2026-03' },
        does: {
          sv: 'ger en post, en period eller allt som fil (JSON, CSV eller Excel)',
          en: 'gives a record, a period or everything as a file (JSON, CSV or Excel)',
        },
      },
      request,
      run: async (context, { argument = '', id }) =>
        exportWish(context, id?.replace('..', ' ') ?? argument, deps),
    }),
  ];
}

async function exportWish(
  context: TurnContext,
  wish: string,
  { downloads, source, exists }: ExportCommandDependencies,
): Promise<Reply> {
  const t = archiveTexts[context.language];
  const { scope, format } = readWish(wish.replace('|', ' '));
  if (scope === undefined) return reply(context, askWhat(context, wish.trim() === '' ? '' : t.notRead));
  if (scope.kind === 'record' && !(await exists(scope.code))) {
    return reply(context, askWhat(context, t.noSuch(scope.code)));
  }
  if (format === undefined) return reply(context, askFormat(scope, context.language));
  return reply(context, await downloads.hand(context, source, { scope: writeScope(scope), format }));
}

function askWhat({ language, today }: TurnContext, problem: string): ChoiceView {
  const t = archiveTexts[language];
  const year = Number(today.slice(0, 4));
  const option = (id: string, label: string): Action => ({ name: 'archive.export', id, label });
  return {
    kind: 'choice',
    text: [problem, t.what].filter((part) => part !== '').join(' '),
    options: [
      ...[year, year - 1].map((one) => option(String(one), t.year(String(one)))),
      option('all', t.everything),
    ],
  };
}

function askFormat(scope: Scope, language: Language): ChoiceView {
  const t = archiveTexts[language];
  const option = (format: Format): Action => ({
    name: 'archive.export',
    id: `${writeScope(scope)}|${format}`,
    label: t.formats[format],
  });
  const named = scope.kind === 'all' ? t.all : writeScope(scope).replace('..', ' – ');
  return { kind: 'choice', text: t.format(named), options: formats.map(option) };
}

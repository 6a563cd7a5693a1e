import { z } from 'zod';
import type { Audit } from '../../audit/audit';
import type { DateFormat } from '../../forms/date-format';
import { isPseudonym } from '../../privacy/personal-data';
import { shownName } from '../../privacy/texts';
import { parseCode } from '../../records/codes';
import { reply } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import { archiveTexts } from './texts';

interface LogDependencies {
  readonly audit: Audit;
  readonly dates: DateFormat;
}

const SHOWN = 20;

/** The audit log, or what it says of one record. */
export function logCommand({ audit, dates }: LogDependencies): Command {
  return defineCommand({
    name: 'archive.log',
    permission: 'audit.read',
    effect: 'read',
    personal: true,
    phrases: ['<auditLog>', '<auditLog> <code>'],
    help: {
      say: { sv: 'granskningslogg E-2026-014', en: 'audit log E-2026-014' },
      does: {
        sv: 'visar vem som har ändrat och exporterat vad',
        en: 'shows who has changed and exported what',
      },
    },
    request: z.object({ id: z.string().max(150).optional() }),
    run: async ({ language, ...context }, { id }) => {
      const t = archiveTexts[language];
      const events = await audit.latest(SHOWN, id === undefined ? undefined : (parseCode(id) ?? id));
      return reply(
        { language, ...context },
        {
          kind: 'list',
          heading: id === undefined ? t.log : `${t.log}: ${id}`,
          intro: t.logIntro,
          items: events.map(({ at, by, platform, action, about, fields = [] }) => ({
            title: [action, about].filter(Boolean).join(' '),
            detail: [
              dates.instant(at, language),
              by === 'system' ? t.system : isPseudonym(by) ? shownName(by, language) : `${by} (${platform})`,
              ...(fields.length > 0 ? [fields.join(', ')] : []),
            ].join(' · '),
          })),
          empty: t.logEmpty,
          actions: [],
        },
      );
    },
  });
}

import type { Connection, Model } from 'mongoose';
import { type Audit, createAudit } from '../../audit/audit';
import { createAuditFiller, historySources } from '../../audit/histories';
import { createAuditModel } from '../../audit/model';
import { auditData } from '../../audit/personal-data';
import type { Downloads, FileSource } from '../../downloads/downloads';
import type { DateFormat } from '../../forms/date-format';
import type { Job } from '../../jobs/job';
import type { Chore } from '../../jobs/sweeper';
import type { Logger } from '../../log';
import { recordModelsOf } from '../../records/models';
import { orStoreAway } from '../../records/store-away';
import { calendarDate } from '../../turn/calendar';
import type { Feature } from '../../turn/command';
import type { Member } from '../members/model';
import type { Curated } from '../questions/model';
import { exportCommands } from './export/commands';
import { exportSource } from './export/source';
import { logCommand } from './log-command';
import { retentionCommands } from './retention/commands';
import type { RetentionRule } from './retention/rules';
import { createRetention } from './retention/run';

export interface ArchiveOptions {
  readonly connection: Connection;
  readonly downloads: Pick<Downloads, 'hand'>;
  readonly dates: DateFormat;
  readonly timezone: string;
  /** Nothing is erased by a timer without a decision. */
  readonly rules: readonly RetentionRule[];
  readonly newId: () => string;
  readonly log: Logger;
}

export interface Archive {
  readonly feature: Feature;
  readonly audit: Audit;
  readonly file: FileSource;
  readonly chore: Chore;
  readonly jobs: readonly Job[];
}

/** The records law: the audit log, exports and retention. */
export function assembleArchive(options: ArchiveOptions): Archive {
  const { connection, downloads, dates, timezone, rules, newId, log } = options;
  const events = createAuditModel(connection);
  const audit = createAudit(events);
  const dayOf = (instant: Date): string => calendarDate(instant, timezone);
  const file = exportSource({ connection, audit, dayOf, newId });
  const retention = createRetention({ connection, rules, audit, log });
  const records = recordModelsOf(connection);
  const kinds = [records.examples, records.initiatives, records.matters];
  const exists = async (code: string): Promise<boolean> =>
    (await orStoreAway(() => Promise.all(kinds.map((model) => model.exists({ code }))))).some(
      (one) => one !== null,
    );
  const sources = historySources(
    records,
    connection.model('member') as Model<Member>,
    connection.model('curated') as unknown as Model<Curated>,
  );
  return {
    feature: {
      name: 'archive',
      commands: [
        ...exportCommands({ downloads, source: file, exists }),
        logCommand({ audit, dates }),
        ...retentionCommands(retention),
      ],
      personalData: [auditData(events)],
    },
    audit,
    file,
    chore: { name: 'audit', run: createAuditFiller(sources, audit) },
    jobs: [
      {
        name: 'retention',
        schedule: '30 3 * * *',
        run: async (now) => {
          if (rules.length === 0) return;
          await retention.run(await retention.plan(now), { by: 'system', platform: 'system' }, now);
        },
      },
    ],
  };
}

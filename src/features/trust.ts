import { randomBytes } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import type { Audit } from '../audit/audit';
import type { Config } from '../config';
import type { Delivery } from '../delivery/model';
import { deliveriesData } from '../delivery/personal-data';
import { createDownloads, type Downloads } from '../downloads/downloads';
import { createTicketModel } from '../downloads/model';
import { downloadsData } from '../downloads/personal-data';
import type { DateFormat } from '../forms/date-format';
import type { Job } from '../jobs/job';
import type { Chore } from '../jobs/sweeper';
import type { Logger } from '../log';
import type { DataDeclaration } from '../privacy/personal-data';
import type { Feature } from '../turn/command';
import { turnsData } from '../turn/personal-data';
import { assembleArchive } from './archive/assemble';
import { readRetention } from './archive/retention/rules';
import type { Members } from './members/assemble';
import type { Member } from './members/model';
import { assemblePrivacy } from './privacy/assemble';

export interface TrustOptions {
  readonly config: Config;
  readonly connection: Connection;
  readonly members: Members;
  /** All features, these included. */
  readonly features: () => readonly Feature[];
  /** Where the server listens, once it does. */
  readonly listensAt: () => string | undefined;
  readonly dates: DateFormat;
  readonly newId: () => string;
  readonly log: Logger;
}

export interface Trust {
  readonly features: readonly Feature[];
  readonly chores: readonly Chore[];
  readonly jobs: readonly Job[];
  readonly audit: Audit;
  readonly downloads: Downloads;
  /** What is kept about people, by whom it is kept. */
  readonly declarations: () => readonly DataDeclaration[];
}

/**
 * What makes the bot one to trust with data: everyone sees and erases their own, what is done is logged, kept and erased as
 * decided, and files are handed out with care.
 * @throws RetentionError when the file of retention decisions has mistakes.
 */
export function assembleTrust(options: TrustOptions): Trust {
  const { config, connection, members, newId, log } = options;
  const downloads = createDownloads({
    tickets: createTicketModel(connection),
    sources: () => [privacy.file, archive.file],
    resolveRoles: members.roles.resolve,
    baseUrl: () => config.publicUrl ?? options.listensAt(),
    newSecret: () => randomBytes(32).toString('base64url'),
  });
  const declarations = (): DataDeclaration[] => [
    ...options.features().flatMap(({ personalData = [] }) => personalData),
    downloadsData(downloads),
    turnsData(connection),
    deliveriesData(connection.model<Delivery>('delivery')),
    { models: ['pace'], none: 'how fast a platform may be sent to; the keys are hashes' },
    { models: ['job-run', 'lock'], none: 'what has run and which process is at it' },
  ];
  const archive = assembleArchive({
    ...{ connection, downloads, newId, log, dates: options.dates, timezone: config.timezone },
    rules: config.retentionFile === undefined ? [] : readRetention(config.retentionFile),
  });
  const privacy = assemblePrivacy({
    ...{ connection, downloads, declarations, newId, log, audit: archive.audit },
    contacts: members.contacts,
    members: connection.model('member') as Model<Member>,
    coordinators: config.coordinators,
  });
  return {
    features: [privacy.feature, archive.feature],
    chores: [privacy.chore, archive.chore],
    jobs: archive.jobs,
    audit: archive.audit,
    ...{ downloads, declarations },
  };
}

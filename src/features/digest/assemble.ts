import type { Connection } from 'mongoose';
import type { Audit } from '../../audit/audit';
import { firstWorkingDayOfMonth, isQuiet } from '../../calendar/working-days';
import type { Config } from '../../config';
import type { Outbox } from '../../delivery/outbox';
import type { Job } from '../../jobs/job';
import type { Chore } from '../../jobs/sweeper';
import type { Feature } from '../../turn/command';
import type { Contacts } from '../members/contacts';
import type { Settings } from '../settings/settings';
import { createDigestFeature } from '.';
import { createEditor } from './editor';
import { createIssueModel } from './issue';
import { createIssueStore } from './issue-store';
import type { DigestDependencies } from './live';
import { createMonthlyJob } from './monthly';
import { digestData } from './personal-data';
import { createSending } from './send';

interface DigestOptions extends DigestDependencies {
  readonly connection: Connection;
  readonly config: Pick<Config, 'digestApproval'>;
  readonly audit: Pick<Audit, 'note'>;
  readonly outbox: Pick<Outbox, 'enqueue' | 'outcomes' | 'markRead' | 'correct' | 'withdraw' | 'retry'>;
  readonly settings: Pick<Settings, 'digestRecipients' | 'people' | 'reaches' | 'personal'>;
  readonly contacts: Pick<Contacts, 'identities'>;
  readonly newKey: () => string;
  readonly nudge: () => void;
}

export interface Digests {
  readonly feature: Feature;
  /** Sends the month's digest on its day. */
  readonly job: Job;
  /** Finishes what a process has begun and not ended. */
  readonly chore: Chore;
}

/** The digest with its commands, its monthly job, and the chore that takes up what was interrupted. */
export function assembleDigest(options: DigestOptions): Digests {
  const model = createIssueModel(options.connection);
  const issues = createIssueStore(model);
  const calendar = { firstWorkingDayOfMonth, isQuiet };
  const approval = options.config.digestApproval === 'two';
  const editor = createEditor({ ...options, issues, calendar });
  const sending = createSending({ ...options, issues, approval });
  const accounts = (person: string) => options.contacts.identities(person);
  const parts = { ...options, issues, editor, sending, approval, accounts, calendar };
  return {
    feature: { ...createDigestFeature(parts), personalData: [digestData(model)] },
    job: createMonthlyJob(parts),
    chore: { name: 'digest', run: (now) => sending.carryOn(now) },
  };
}

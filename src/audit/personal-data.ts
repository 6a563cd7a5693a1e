import type { Model } from 'mongoose';
import type { PersonalData } from '../privacy/personal-data';
import { orStoreAway } from '../records/store-away';
import type { AuditEvent } from './model';

/** What people have done, as the audit log tells it. */
export function auditData(events: Model<AuditEvent>): PersonalData {
  return {
    name: 'audit',
    models: ['audit'],
    explain: {
      sv: {
        what: 'Vad du har ändrat och exporterat, i granskningsloggen',
        why: 'så att det i efterhand går att se vem som gjorde vad',
        until: 'tills ett gallringsbeslut säger annat',
        erasure: 'Händelserna finns kvar i loggen. Ditt konto tas bort ur dem.',
      },
      en: {
        what: 'What you have changed and exported, in the audit log',
        why: 'so that it can be seen afterwards who did what',
        until: 'until a retention decision says otherwise',
        erasure: 'The events stay in the log. Your account is taken out of them.',
      },
    },
    collect: ({ ids }) =>
      orStoreAway(async () => {
        const found = await events.find({ by: { $in: [...ids] } }).lean<AuditEvent[]>();
        return found.map(({ at, action, about, platform, fields }) => ({
          line: [at.toISOString().slice(0, 10), action, about].filter(Boolean).join(' '),
          data: { at, action, about, platform, fields },
        }));
      }),
    forget: ({ ids }, pseudonym) =>
      orStoreAway(async () => {
        const theirs = { by: { $in: [...ids] } };
        const { modifiedCount } = await events.updateMany(theirs, { $set: { by: pseudonym } });
        return { erased: 0, pseudonymised: modifiedCount };
      }),
  };
}

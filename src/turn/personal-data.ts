import type { Connection } from 'mongoose';
import { inConversations, type KeptItem, type PersonalData } from '../privacy/personal-data';
import { orStoreAway } from '../records/store-away';
import type { TurnRecord } from './ledger';

/** The questions that a person has asked in chats of their own, which the ledger of turns keeps for a fortnight. */
export function turnsData(connection: Connection): PersonalData {
  const turns = () => connection.model<TurnRecord>('turn');
  return {
    name: 'turns',
    models: ['turn'],
    explain: {
      sv: {
        what: 'Frågor du har ställt i din egen chatt',
        why: 'så att jag förstår en följdfråga och kan ta emot ditt omdöme om svaret',
        until: 'i 14 dagar',
        erasure: 'Frågorna raderas.',
      },
      en: {
        what: 'Questions you have asked in your own chat',
        why: 'so that I understand a follow-up question and can take feedback',
        until: 'for 14 days',
        erasure: 'The questions are erased.',
      },
    },
    collect: (subject) =>
      orStoreAway(async () => {
        const items: KeptItem[] = [];
        for (const filter of inConversations('conversation', subject)) {
          for (const { at, exchange } of await turns().find(filter).lean<TurnRecord[]>()) {
            if (exchange !== undefined) items.push({ line: exchange.question, data: { at, ...exchange } });
          }
        }
        return items;
      }),
    forget: (subject) =>
      orStoreAway(async () => {
        let erased = 0;
        for (const filter of inConversations('conversation', subject)) {
          // The delivery's key stays until it expires: without it the same message, delivered again, would be handled twice.
          const { modifiedCount } = await turns().updateMany(filter, {
            $unset: { conversation: '', exchange: '' },
          });
          erased += modifiedCount;
        }
        return { erased, pseudonymised: 0 };
      }),
  };
}

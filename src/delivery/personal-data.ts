import { inConversations, type KeptItem, type PersonalData, type Subject } from '../privacy/personal-data';
import { orStoreAway } from '../records/store-away';
import type { Deliveries, Delivery } from './model';

/** What the bot has sent to people by itself, and who has said that they have read what was sent to a channel. */
export function deliveriesData(deliveries: Deliveries): PersonalData {
  const toThem = (subject: Subject): readonly object[] => [
    { recipient: { $in: [...subject.ids] } },
    ...inConversations('recipient', subject),
  ];
  return {
    name: 'deliveries',
    models: ['delivery'],
    explain: {
      sv: {
        what: 'Meddelanden som jag har skickat till dig av mig själv',
        why: 'så att inget skickas två gånger och det går att se om det kom fram',
        until: 'tills ett gallringsbeslut säger annat eller du ber mig glömma dig',
        erasure: 'Meddelandena raderas hos mig. Det som väntar skickas inte.',
      },
      en: {
        what: 'Messages that I have sent to you by myself',
        why: 'so that nothing is sent twice and it can be seen whether it arrived',
        until: 'until a retention decision says otherwise or you ask me to forget you',
        erasure: 'The messages are erased here. What is waiting is not sent.',
      },
    },
    collect: (subject) =>
      orStoreAway(async () => {
        const items: KeptItem[] = [];
        for (const filter of toThem(subject)) {
          for (const one of await deliveries.find(filter).lean<Delivery[]>()) items.push(toItem(one));
        }
        return items;
      }),
    forget: (subject, pseudonym) =>
      orStoreAway(async () => {
        let erased = 0;
        for (const filter of toThem(subject)) erased += (await deliveries.deleteMany(filter)).deletedCount;
        const those = { $in: [...subject.ids] };
        const { modifiedCount } = await deliveries.updateMany(
          { readBy: those },
          { $set: { 'readBy.$[reader]': pseudonym } },
          { arrayFilters: [{ reader: those }] },
        );
        return { erased, pseudonymised: modifiedCount };
      }),
  };
}

function toItem({ kind, platform, state, at, sentAt, readAt, reply }: Delivery): KeptItem {
  const day = (sentAt ?? at).toISOString().slice(0, 10);
  return { line: `${kind}, ${day}`, data: { kind, platform, state, at, sentAt, readAt, views: reply.views } };
}

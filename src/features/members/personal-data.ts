import type { Model } from 'mongoose';
import { forgetInItems } from '../../privacy/forget-in-items';
import type { DataDeclaration, KeptItem, PersonalData, Subject } from '../../privacy/personal-data';
import type { Names } from '../../records/catalog';
import { orStoreAway } from '../../records/store-away';
import type { Language } from '../../turn/turn';
import type { Contacts } from './contacts';
import type { Member, StoredMember } from './model';
import { personalTexts } from './personal-texts';

interface MembersDataOptions {
  readonly contacts: Contacts;
  readonly members: Model<Member>;
  readonly names: Names;
}

const PLATFORMS = { teams: 'Teams', slack: 'Slack', terminal: 'terminal' } as const;

/** Whom the bot knows, and who has held which role. */
export function membersData(options: MembersDataOptions): readonly DataDeclaration[] {
  return [contactsData(options.contacts), rolesData(options)];
}

function contactsData(contacts: Contacts): PersonalData {
  return {
    name: 'contact',
    models: ['contact', 'link-code'],
    explain: { sv: personalTexts.sv.contacts, en: personalTexts.en.contacts },
    collect: async ({ ids }, language) =>
      (await contacts.byIds(ids)).map(({ _id, name, platform, linked, language: used, seenAt, address }) => ({
        line: personalTexts[language].contact(name, PLATFORMS[platform], linked.length),
        data: { account: _id, name, platform, language: used, seenAt, linked, address },
      })),
    forget: async ({ ids }) => ({ erased: await contacts.forget(ids), pseudonymised: 0 }),
  };
}

function rolesData({ members, names }: MembersDataOptions): PersonalData {
  const concerning = ({ ids }: Subject): Promise<StoredMember[]> =>
    orStoreAway(() =>
      members
        .find({ $or: [{ people: { $in: [...ids] } }, { 'history.by': { $in: [...ids] } }] })
        .lean<StoredMember[]>()
        .exec(),
    );
  return {
    name: 'roles',
    models: ['member'],
    explain: { sv: personalTexts.sv.members, en: personalTexts.en.members },
    collect: async (subject, language) =>
      (await concerning(subject)).map((member) => toItem(member, subject, language, names)),
    forget: (subject, pseudonym) =>
      orStoreAway(async () => {
        const found = await concerning(subject);
        for (const member of found) await forgetIn(members, member, subject, pseudonym);
        return { erased: 0, pseudonymised: found.length };
      }),
  };
}

/** Their own role in full; of somebody else's no more than what they themselves did to it. */
function toItem(member: StoredMember, { ids }: Subject, language: Language, names: Names): KeptItem {
  const t = personalTexts[language];
  const { people, name, role, administration, active, since, until, history = [] } = member;
  const events = history.filter(({ by }) => ids.includes(by));
  const where = administration === undefined ? undefined : names.administration(administration);
  if (!people.some((id) => ids.includes(id))) {
    return { line: t.registered, data: { role, administration, events } };
  }
  const own = { name, role, administration, active, since, until, accounts: people };
  return { line: t.membership(t.roles[role], where, active), data: { ...own, events } };
}

async function forgetIn(
  members: Model<Member>,
  { _id, people }: StoredMember,
  { ids }: Subject,
  pseudonym: string,
): Promise<void> {
  const those = { $in: [...ids] };
  if (people.some((id) => ids.includes(id))) {
    // An active role is ended by a coordinator first; one that was given meanwhile stays as it is.
    const former = { _id, active: false, people: those };
    await members.updateOne(former, { $set: { people: [pseudonym], name: pseudonym } });
  }
  await forgetInItems(members, { _id }, { array: 'history', ids, pseudonym });
}

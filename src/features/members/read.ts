import { hasIdentityNumber } from '../../forms/guard';
import { cleanLine } from '../../forms/text';
import type { Names } from '../../records/catalog';
import { fold } from '../../turn/fold';
import type { Language, Person, PersonId } from '../../turn/turn';
import type { Contacts } from './contacts';
import { type MemberRole, speaksForOne } from './model';
import type { Appointment } from './register';
import { memberTexts } from './texts';

/** What was typed about whom to appoint, part by part. */
export interface TypedAppointment {
  readonly person: string;
  readonly administration: string;
  readonly role: string;
  readonly name: string;
}

export type AppointmentReading =
  | { readonly ok: true; readonly appointment: Appointment }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<keyof TypedAppointment, string>>> };

interface ReadDependencies {
  readonly contacts: Pick<Contacts, 'byId' | 'named'>;
  readonly names: Names;
}

const MAX_NAME = 120;
const PERSON_ID = /^(?:teams|slack|terminal):[\w.:@-]{1,120}$/;
/** An Entra object id as the admin centre shows it. */
const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SELF = new Set(['mig', 'jag', 'me', 'myself']);

const ROLE_WORDS: Readonly<Record<MemberRole, readonly string[]>> = {
  representative: ['representant', 'representative', 'ordinarie'],
  deputy: ['ersattare', 'stallforetradare', 'vikarie', 'suppleant', 'deputy'],
  council: ['radet', 'foreningsradet', 'council', 'kansli'],
  coordinator: ['samordnare', 'coordinator'],
};

/** The role that a word means in either language. */
export function readRole(typed: string): MemberRole | undefined {
  const word = fold(typed.trim());
  const roles = Object.keys(ROLE_WORDS) as MemberRole[];
  return roles.find((role) => role === word || ROLE_WORDS[role].includes(word));
}

/** `person | administration | role | name`; the parts after the person may change places or be left out. */
export function readLine(line: string, names: Names): TypedAppointment {
  const [person = '', ...rest] = line.split('|').map(cleanLine);
  const left = rest.filter((part) => part !== '');
  const take = (fits: (part: string) => boolean): string => {
    const at = left.findIndex(fits);
    return at < 0 ? '' : (left.splice(at, 1)[0] ?? '');
  };
  const role = take((part) => readRole(part) !== undefined);
  const administration = take((part) => names.findAdministration(part) !== undefined);
  // What is neither is said to be an unknown administration, unless one has been given.
  const unknown = administration === '' && needsOne(role) ? (left.shift() ?? '') : '';
  return { person, role, administration: administration || unknown, name: left[0] ?? '' };
}

function needsOne(role: string): boolean {
  return speaksForOne(readRole(role) ?? 'representative');
}

/** Reads what was typed, all mistakes at once. @throws BotError `store-away`. */
export async function readAppointment(
  typed: TypedAppointment,
  speaker: Person,
  language: Language,
  { contacts, names }: ReadDependencies,
): Promise<AppointmentReading> {
  const t = memberTexts[language];
  const errors: Partial<Record<keyof TypedAppointment, string>> = {};
  const role = typed.role === '' ? 'representative' : readRole(typed.role);
  if (role === undefined) errors.role = t.unknownRole(typed.role);
  const wantsOne = role !== undefined && speaksForOne(role);
  const administration = wantsOne ? names.findAdministration(typed.administration) : undefined;
  if (wantsOne && administration === undefined) {
    errors.administration =
      typed.administration === '' ? t.administrationMissing : t.unknownAdministration(typed.administration);
  }
  const given = cleanLine(typed.name);
  if (given.length > MAX_NAME || hasIdentityNumber(`${given} ${typed.person}`)) errors.name = t.badName;
  const found = await findPerson(cleanLine(typed.person), speaker, language, contacts);
  if ('error' in found) errors.person = found.error;
  if (role === undefined || 'error' in found || Object.keys(errors).length > 0) return { ok: false, errors };
  const name = given || found.name;
  const seat = administration === undefined ? { role } : { role, administration };
  return { ok: true, appointment: { person: found.id, name, ...seat } };
}

type Found = { readonly id: PersonId; readonly name: string } | { readonly error: string };

async function findPerson(
  typed: string,
  speaker: Person,
  language: Language,
  contacts: ReadDependencies['contacts'],
): Promise<Found> {
  const t = memberTexts[language];
  const text = typed.replace(/^@/, '');
  if (text === '') return { error: t.personMissing };
  if (SELF.has(fold(text))) return { id: speaker.id, name: speaker.name ?? speaker.id };
  const id = OBJECT_ID.test(text) ? `teams:${text.toLowerCase()}` : text;
  if (PERSON_ID.test(id)) return { id, name: (await contacts.byId(id))?.name ?? id };
  const known = await contacts.named(text);
  const [only] = known;
  if (only === undefined) return { error: t.unknownPerson(text) };
  if (known.length > 1) return { error: t.manyPeople(text, known.map(({ _id }) => _id).join(', ')) };
  return { id: only._id, name: only.name };
}

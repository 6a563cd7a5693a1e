import type { Catalog, Names } from '../../records/catalog';
import { notice, replacing, reply } from '../../records/commands/reply';
import { BotError } from '../../turn/errors';
import type { FormValues, Reply, TurnContext } from '../../turn/turn';
import type { Contacts } from './contacts';
import { appointForm, typedIn } from './form';
import { memberRoles, type StoredMember } from './model';
import { readAppointment, readLine, type TypedAppointment } from './read';
import type { Register } from './register';
import { memberTexts } from './texts';

export interface ChangeDependencies {
  readonly register: Register;
  readonly contacts: Contacts;
  readonly catalog: Catalog;
  readonly names: Names;
  readonly newKey: () => string;
  /** Tells someone of a new role; false when they can't be reached yet. */
  readonly tell: (member: StoredMember, now: Date) => Promise<boolean>;
}

/** An empty form, or one for an administration or role that a button names. */
export async function newAppointment(
  context: TurnContext,
  id: string | undefined,
  deps: ChangeDependencies,
): Promise<Reply> {
  const role = memberRoles.find((one) => one === id) ?? 'representative';
  const administration = deps.catalog.administrations.find((one) => one.id === id)?.id;
  const values = { role, ...(administration === undefined ? {} : { administration }) };
  return showForm(context, deps.newKey(), values, deps);
}

/** Appoints whom the form names; mistakes bring it back with what was typed. @throws BotError `store-away`. */
export async function saveAppointment(
  context: TurnContext,
  sent: { readonly id: string; readonly values: FormValues },
  deps: ChangeDependencies,
): Promise<Reply> {
  const read = await readAppointment(typedIn(sent.values), context.person, context.language, deps);
  if (read.ok) return appoint(context, read.appointment, deps);
  const { person, ...errors } = read.errors;
  const named: Record<string, string> = person === undefined ? errors : { ...errors, other: person };
  return showForm(context, sent.id, sent.values, deps, named);
}

/** Appoints by one line: `representant sätt person | förvaltning | roll`. */
export async function appointByLine(
  context: TurnContext,
  line: string,
  deps: ChangeDependencies,
): Promise<Reply> {
  const { language, person } = context;
  const t = memberTexts[language];
  const typed: TypedAppointment = readLine(line, deps.names);
  const read = await readAppointment(typed, person, language, deps);
  if (read.ok) return appoint(context, read.appointment, deps);
  const said = [t.lineProblem, ...Object.values(read.errors), t.lineHow].join('\n');
  return reply(context, notice('warning', said, [{ name: 'member.new', label: t.appoint }]));
}

async function appoint(
  context: TurnContext,
  appointment: Parameters<Register['appoint']>[0],
  { register, names, tell }: ChangeDependencies,
): Promise<Reply> {
  const t = memberTexts[context.language];
  const { name, role, administration } = appointment;
  const seat = describe(role, administration, names, context);
  const list = [{ name: 'member.list', label: t.list }];
  const result = await register.appoint(appointment, context);
  if (result.outcome === 'taken') return reply(context, notice('warning', t.taken, list));
  if (result.outcome === 'unchanged') {
    return replacing(context, notice('info', t.unchanged(result.member.name, seat), list));
  }
  const told = await tell(result.member, context.now);
  const before = result.replaced === undefined ? [] : [t.replaced(result.replaced.name)];
  const said = [t.appointed(name, seat), ...before, told ? t.willTell : t.cannotTell].join(' ');
  return replacing(context, notice('success', said, list));
}

/** Ends a role, which holds from the next message on; the last who could appoint stays. */
export async function endMembership(
  context: TurnContext,
  id: string,
  { register, names }: ChangeDependencies,
): Promise<Reply> {
  const t = memberTexts[context.language];
  const member = await register.byId(id);
  if (member === null) throw new BotError('button-too-old');
  const outcome = await register.end(id, context);
  const list = { name: 'member.list', label: t.list };
  if (outcome === 'gone') return replacing(context, notice('info', t.gone, [list]));
  if (outcome === 'last-coordinator') return reply(context, notice('warning', t.lastCoordinator, [list]));
  const said = t.ended(member.name, describe(member.role, member.administration, names, context));
  const undo = { name: 'member.resume', id, label: t.undo };
  return replacing(context, notice('success', said, [undo, list]));
}

/** Ends by words: the name of a member, or an administration's representative. Several that fit are offered. */
export async function endByLine(
  context: TurnContext,
  typed: string,
  deps: ChangeDependencies,
): Promise<Reply> {
  const t = memberTexts[context.language];
  const all = await deps.register.active();
  const administration = deps.names.findAdministration(typed);
  const known = await deps.contacts.named(typed);
  const fits = all.filter(
    (one) =>
      (administration !== undefined &&
        one.role === 'representative' &&
        one.administration === administration) ||
      same(one.name, typed) ||
      one.people.some((id) => id === typed || known.some(({ _id }) => _id === id)),
  );
  const [only] = fits;
  if (only === undefined) return reply(context, notice('warning', t.unknownPerson(typed)));
  if (fits.length === 1) return endMembership(context, String(only._id), deps);
  const options = fits.slice(0, 8).map(({ _id, name, role, administration: of }) => ({
    name: 'member.end',
    id: String(_id),
    label: `${name}, ${describe(role, of, deps.names, context)}`,
  }));
  return reply(context, { kind: 'choice', text: t.whom(''), options });
}

/** Takes an ending back, where nobody has been given the place meanwhile. */
export async function resumeMembership(
  context: TurnContext,
  id: string,
  { register, names }: ChangeDependencies,
): Promise<Reply> {
  const t = memberTexts[context.language];
  const member = await register.byId(id);
  if (member === null) throw new BotError('button-too-old');
  const list = [{ name: 'member.list', label: t.list }];
  if (!(await register.resume(id, context))) return reply(context, notice('warning', t.notResumed, list));
  const seat = describe(member.role, member.administration, names, context);
  return replacing(context, notice('success', t.resumed(member.name, seat), list));
}

function describe(
  role: StoredMember['role'],
  administration: string | undefined,
  names: Names,
  { language }: TurnContext,
): string {
  const title = memberTexts[language].roles[role].toLowerCase();
  return administration === undefined ? title : `${title} (${names.administration(administration)})`;
}

const same = (a: string, b: string): boolean => a.localeCompare(b, 'sv', { sensitivity: 'base' }) === 0;

async function showForm(
  context: TurnContext,
  key: string,
  values: FormValues,
  { contacts, catalog }: ChangeDependencies,
  errors?: Readonly<Record<string, string>>,
): Promise<Reply> {
  return appointForm(context, { key, people: await contacts.recent(), catalog, values, errors });
}

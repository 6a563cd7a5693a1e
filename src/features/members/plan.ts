import { createHash } from 'node:crypto';
import type { Names } from '../../records/catalog';
import { fold } from '../../turn/fold';
import type { Language, Person } from '../../turn/turn';
import type { Contacts } from './contacts';
import type { CsvRow } from './csv';
import { importTexts } from './import-texts';
import type { StoredMember } from './model';
import { readAppointment, type TypedAppointment } from './read';
import type { Appointment } from './register';
import { memberTexts } from './texts';

/** What one row would do. */
export type Step =
  | {
      readonly kind: 'add' | 'replace' | 'same';
      readonly line: number;
      readonly text: string;
      readonly appointment: Appointment;
    }
  | { readonly kind: 'reject'; readonly line: number; readonly text: string };

const HEADINGS: Readonly<Record<keyof TypedAppointment, readonly string[]>> = {
  person: ['person', 'id', 'anvandare', 'user'],
  name: ['namn', 'name'],
  administration: ['forvaltning', 'administration'],
  role: ['roll', 'role'],
};

type Columns = Readonly<Record<keyof TypedAppointment, number>>;

/** Which column holds what, by the heading row; undefined when it lacks what is needed. */
export function readHeadings({ cells }: CsvRow): Columns | undefined {
  const at = (name: keyof TypedAppointment): number =>
    cells.findIndex((cell) => HEADINGS[name].includes(fold(cell)));
  const columns = {
    person: at('person'),
    name: at('name'),
    administration: at('administration'),
    role: at('role'),
  };
  const enough = columns.person >= 0 && (columns.role >= 0 || columns.administration >= 0);
  return enough ? columns : undefined;
}

interface PlanOptions {
  readonly rows: readonly CsvRow[];
  readonly columns: Columns;
  readonly members: readonly StoredMember[];
  readonly contacts: Pick<Contacts, 'byId' | 'named'>;
  readonly names: Names;
  readonly speaker: Person;
  readonly language: Language;
}

/** Compares a list with the register; changes nothing. @throws BotError `store-away`. */
export async function planImport(options: PlanOptions): Promise<Step[]> {
  const seats = new Map<string, number>();
  const steps: Step[] = [];
  for (const row of options.rows) steps.push(await planRow(row, options, seats));
  return steps;
}

async function planRow(
  { line, cells }: CsvRow,
  { columns, members, speaker, language, ...deps }: PlanOptions,
  seats: Map<string, number>,
): Promise<Step> {
  const t = importTexts[language];
  const cell = (name: keyof TypedAppointment): string => cells[columns[name]] ?? '';
  const typed = {
    person: cell('person'),
    name: cell('name'),
    administration: cell('administration'),
    role: cell('role'),
  };
  const read = await readAppointment(typed, speaker, language, deps);
  if (!read.ok) return { kind: 'reject', line, text: t.rejected(line, Object.values(read.errors).join(' ')) };
  const { appointment } = read;
  const { role, administration, name } = appointment;
  const title = memberTexts[language].roles[role].toLowerCase();
  const seat =
    administration === undefined ? title : `${title}, ${deps.names.administration(administration)}`;
  const own =
    role === 'representative'
      ? `${role} ${administration}`
      : `${role} ${administration} ${appointment.person}`;
  const earlier = seats.get(own);
  if (earlier !== undefined) return { kind: 'reject', line, text: t.rejected(line, t.twice(seat, earlier)) };
  seats.set(own, line);
  const there = members.filter((one) => one.role === role && one.administration === administration);
  if (there.some(({ people }) => people.includes(appointment.person))) {
    return { kind: 'same', line, text: t.same(line, name, seat), appointment };
  }
  const [before] = role === 'representative' ? there : [];
  return before === undefined
    ? { kind: 'add', line, text: t.add(line, name, seat), appointment }
    : { kind: 'replace', line, text: t.replace(line, name, seat, before.name), appointment };
}

/** Short mark of a comparison: what is carried out is what was shown. */
export function markOf(steps: readonly Step[]): string {
  const what = steps.map((step) => [
    step.line,
    step.kind,
    'appointment' in step ? step.appointment : '',
    step.text,
  ]);
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
}

import type { DateFormat } from '../../forms/date-format';
import { shownName } from '../../privacy/texts';
import type { Catalog } from '../../records/catalog';
import { fact } from '../../records/facts';
import { calendarDate } from '../../turn/calendar';
import type { Language } from '../../turn/turn';
import type { Action, ListItem, ListView, RecordView } from '../../views/views';
import { type MemberRole, type StoredMember, speaksForOne } from './model';
import { memberTexts } from './texts';

export interface MemberViewer {
  readonly language: Language;
  /** Whether they may change what they see. */
  readonly appoints: boolean;
}

export interface Shown {
  readonly catalog: Pick<Catalog, 'administrations'>;
  readonly dates: DateFormat;
  readonly timezone: string;
  /** Names of the coordinators whom the configuration appoints. */
  readonly configured: readonly string[];
}

/** The roles that belong to no administration, in the order that they are listed. */
export const otherRoles = ['council', 'coordinator'] as const satisfies readonly MemberRole[];

/** Every administration with who represents it, those without anyone included, and then the other roles. */
export function membersView(members: readonly StoredMember[], viewer: MemberViewer, shown: Shown): ListView {
  const t = memberTexts[viewer.language];
  const { administrations } = shown.catalog;
  const filled = administrations.filter(({ id }) => of(members, 'representative', id).length > 0);
  const open = (id: string): Action => ({ name: 'member.show', id, label: t.open });
  const items = administrations.map(
    ({ id, name }): ListItem => ({
      title: name,
      detail: holders(members, id, viewer.language),
      open: open(id),
    }),
  );
  const others = otherRoles.map(
    (role): ListItem => ({
      title: t.roles[role],
      detail: roleNames(members, role, viewer.language, shown).join(', ') || t.nobody,
      open: open(role),
    }),
  );
  return {
    kind: 'list',
    heading: t.heading,
    intro: t.intro(filled.length, administrations.length),
    items: [...items, ...others],
    empty: t.empty,
    actions: viewer.appoints
      ? [
          { name: 'member.new', label: t.appoint, style: 'primary' },
          { name: 'member.import', label: t.import },
        ]
      : [],
  };
}

function holders(members: readonly StoredMember[], administration: string, language: Language): string {
  const t = memberTexts[language];
  const [representative] = of(members, 'representative', administration);
  const deputies = of(members, 'deputy', administration).map(({ name }) => name);
  return [
    representative?.name ?? t.vacant,
    ...(deputies.length === 0 ? [] : [t.deputies(deputies.join(', '))]),
  ].join(' · ');
}

function roleNames(
  members: readonly StoredMember[],
  role: MemberRole,
  language: Language,
  { configured }: Shown,
): string[] {
  const named = of(members, role).map(({ name }) => name);
  const t = memberTexts[language];
  return role === 'coordinator' ? [...configured.map((name) => t.configured(name)), ...named] : named;
}

/** One administration, or one role, with who holds it and held it. `id` is the administration's or the role's. */
export function seatView(
  id: string,
  members: readonly StoredMember[],
  former: readonly StoredMember[],
  viewer: MemberViewer,
  shown: Shown,
): RecordView {
  const { language, appoints } = viewer;
  const t = memberTexts[language];
  const role = otherRoles.find((one) => one === id);
  const held = role === undefined ? members.filter((one) => isOf(one, id)) : of(members, role);
  const day = (at: Date): string => shown.dates.day(calendarDate(at, shown.timezone), language);
  const line = ({ name, since }: StoredMember): string => t.since(name, day(since));
  const filled = held.some((one) => one.role === 'representative') || role !== undefined;
  const appointed = (one: MemberRole): string[] => held.filter((member) => member.role === one).map(line);
  const configured = role === 'coordinator' ? shown.configured.map((name) => t.configured(name)) : [];
  return {
    kind: 'record',
    code: '',
    kindLabel: role === undefined ? t.administrationKind : t.roleKind,
    title: role === undefined ? nameOf(id, shown) : t.roles[role],
    status: filled
      ? { label: role === undefined ? t.filledLabel : t.roles[role], tone: 'good' }
      : { label: t.vacantLabel, tone: 'attention' },
    facts:
      role === undefined
        ? [
            ...fact(t.roles.representative, filled ? appointed('representative') : [t.vacant]),
            ...fact(t.roles.deputy, appointed('deputy')),
            ...fact(
              t.former,
              former.map((one) =>
                t.until(shownName(one.name, language), t.roles[one.role], day(one.until ?? one.since)),
              ),
            ),
          ]
        : fact(t.roles[role], [...configured, ...appointed(role)]),
    paragraphs: [],
    ...(appoints ? { history: historyOf([...former, ...held], viewer, shown) } : {}),
    actions: [...(appoints ? changes(id, held, viewer) : []), { name: 'member.list', label: t.list }],
  };
}

function changes(id: string, held: readonly StoredMember[], { language }: MemberViewer): Action[] {
  const t = memberTexts[language];
  const replaces = held.some(({ role }) => role === 'representative');
  return [
    { name: 'member.new', id, label: replaces ? t.replace : t.appoint, style: 'primary' },
    ...held.slice(0, 6).map(
      ({ _id, name }): Action => ({
        name: 'member.end',
        id: String(_id),
        label: t.endOne(name),
        style: 'danger',
      }),
    ),
  ];
}

/** Who changed what and when, the latest last; for coordinators. */
function historyOf(members: readonly StoredMember[], { language }: MemberViewer, { dates }: Shown): string[] {
  const t = memberTexts[language];
  return members
    .flatMap(({ name, history = [] }) => history.map((event) => ({ name, event })))
    .sort((a, b) => a.event.at.getTime() - b.event.at.getTime())
    .slice(-10)
    .map(({ name, event }) =>
      t.event(
        dates.instant(event.at, language),
        shownName(name, language),
        t.actions[event.action],
        shownName(event.name ?? event.by, language),
      ),
    );
}

function of(members: readonly StoredMember[], role: MemberRole, administration?: string): StoredMember[] {
  return members.filter(
    (one) => one.role === role && (administration === undefined || one.administration === administration),
  );
}

function isOf(member: StoredMember, administration: string): boolean {
  return speaksForOne(member.role) && member.administration === administration;
}

function nameOf(id: string, { catalog }: Shown): string {
  return catalog.administrations.find((one) => one.id === id)?.name ?? id;
}

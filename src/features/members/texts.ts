import type { MemberEvent, MemberRole } from './model';

/** What is said about who represents whom. */
const sv = {
  heading: 'Vem representerar vem',
  intro: (filled: number, all: number): string =>
    `${filled} av ${all} förvaltningar har en representant i C-nätet.`,
  empty: 'Kunskapspaketet har inga förvaltningar.',
  vacant: 'Ingen representant just nu',
  vacantLabel: 'Saknar representant',
  filledLabel: 'Har representant',
  nobody: 'Ingen utsedd',
  deputies: (names: string): string => `ersättare: ${names}`,
  roles: {
    representative: 'Representant',
    deputy: 'Ersättare',
    council: 'Föreningsrådets kansli',
    coordinator: 'Samordnare',
  } satisfies Record<MemberRole, string> as Record<MemberRole, string>,
  configured: (name: string): string => `${name} (utsedd i konfigurationen)`,
  since: (name: string, day: string): string => `${name}, sedan ${day}`,
  former: 'Tidigare',
  until: (name: string, role: string, day: string): string => `${name} (${role.toLowerCase()}), till ${day}`,
  administrationKind: 'Förvaltning',
  roleKind: 'Roll',
  open: 'Visa',
  list: 'Alla representanter',
  appoint: 'Utse',
  replace: 'Utse efterträdare',
  endOne: (name: string): string => `Avsluta ${name}`,
  import: 'Importera lista',
  formTitle: 'Utse',
  formIntro:
    'Välj en person som har skrivit till mig, eller skriv ett id. En ny representant ersätter den som finns.',
  person: 'Person',
  other: 'Eller skriv vem',
  otherHelp:
    'Namn, omnämnande, ”mig”, teams:<objekt-id> eller slack:<användar-id>. Personen kan skriva ”hej” till mig först, så känner jag igen namnet.',
  name: 'Namn som visas',
  nameHelp: 'Behövs bara om jag inte känner personen.',
  administration: 'Förvaltning',
  administrationHelp: 'Behövs för representant och ersättare.',
  role: 'Roll',
  save: 'Utse',
  cancel: 'Avbryt',
  lineHow: 'Skriv så här: representant sätt Anna Berg | Socialförvaltningen | representant',
  lineProblem: 'Ingen är utsedd. Inget har ändrats.',
  personMissing: 'Skriv vem det gäller.',
  unknownPerson: (text: string): string =>
    `Jag känner inte ”${text}”. Be personen skriva ”hej” till mig, eller ange teams:<objekt-id> eller slack:<användar-id>.`,
  manyPeople: (text: string, ids: string): string =>
    `Flera heter ”${text}”. Ange vilket id du menar: ${ids}.`,
  unknownRole: (text: string): string =>
    `Jag känner inte rollen ”${text}”. Välj representant, ersättare, rådet eller samordnare.`,
  administrationMissing: 'Ange vilken förvaltning det gäller.',
  unknownAdministration: (text: string): string => `Jag känner ingen förvaltning som heter ”${text}”.`,
  badName: 'Skriv ett namn på högst 120 tecken, utan personnummer.',
  appointed: (name: string, role: string): string => `${name} är nu ${role}.`,
  replaced: (name: string): string => `${name} är inte längre representant.`,
  unchanged: (name: string, role: string): string => `${name} är redan ${role}. Inget har ändrats.`,
  taken:
    'Någon annan utsåg en representant för samma förvaltning just nu. Din ändring är inte sparad. Se hur det blev och försök igen om det behövs.',
  willTell: 'Personen får besked nu.',
  cannotTell: 'Jag kan inte nå personen än. Beskedet går ut när hen har skrivit till mig första gången.',
  ended: (name: string, role: string): string => `${name} är inte längre ${role}. Det gäller genast.`,
  undo: 'Ångra',
  resumed: (name: string, role: string): string => `${name} är åter ${role}.`,
  notResumed: 'Platsen har hunnit få någon annan. Inget har ändrats.',
  lastCoordinator:
    'Det är den enda samordnaren som är kvar. Utse en till först, annars kan ingen utse någon. Inget har ändrats.',
  gone: 'Uppdraget är redan avslutat. Inget har ändrats.',
  whom: (names: string): string => `Vem menar du? ${names}`,
  told: (role: string): string => `Du är nu ${role} i C-nätet. Skriv ”hjälp” så ser du vad du kan göra.`,
  takesOver: 'Pågående dialoger som du tar över',
  nothingOpen: 'Inga pågående dialoger väntar på dig.',
  linkCode: (code: string): string =>
    `Din kod är ${code}. Skriv ”koppla konto ${code}” till mig på den andra plattformen inom tio minuter. Koden gäller en gång. Ge den inte till någon annan: den ger dina roller.`,
  linked:
    'Dina konton är kopplade. Du har samma roller på båda plattformarna. Skriv ”koppla isär konton” om du vill ta bort kopplingen.',
  unlinked:
    'Dina konton är inte längre kopplade. Dina roller finns kvar där du blev utsedd. Skriv ”koppla konto” om du vill koppla dem igen.',
  notLinked: 'Ditt konto är inte kopplat till något annat. Inget har ändrats.',
  badCode:
    'Koden gäller inte. Den kan vara använd, äldre än tio minuter eller gjord på den här plattformen. Skriv ”koppla konto” på den andra plattformen för att få en ny.',
  actions: {
    appointed: 'utsågs',
    ended: 'avslutades',
    resumed: 'återtogs',
    linked: 'kopplade konton',
    unlinked: 'kopplade isär konton',
  } satisfies Record<MemberEvent['action'], string> as Record<MemberEvent['action'], string>,
  event: (when: string, name: string, what: string, by: string): string => `${when}: ${name} ${what} (${by})`,
};

export type MemberTexts = typeof sv;

const en: MemberTexts = {
  heading: 'Who represents whom',
  intro: (filled, all) => `${filled} of ${all} administrations have a representative in C-nätet.`,
  empty: 'The knowledge pack has no administrations.',
  vacant: 'No representative at the moment',
  vacantLabel: 'Lacks a representative',
  filledLabel: 'Has a representative',
  nobody: 'Nobody appointed',
  deputies: (names) => `deputies: ${names}`,
  roles: {
    representative: 'Representative',
    deputy: 'Deputy',
    council: 'Staff of Föreningsrådet',
    coordinator: 'Coordinator',
  },
  configured: (name) => `${name} (appointed in the configuration)`,
  since: (name, day) => `${name}, since ${day}`,
  former: 'Earlier',
  until: (name, role, day) => `${name} (${role.toLowerCase()}), until ${day}`,
  administrationKind: 'Administration',
  roleKind: 'Role',
  open: 'Show',
  list: 'All representatives',
  appoint: 'Appoint',
  replace: 'Appoint a successor',
  endOne: (name) => `End ${name}`,
  import: 'Import a list',
  formTitle: 'Appoint',
  formIntro:
    'Choose someone who has written to me, or write an id. A new representative replaces the present one.',
  person: 'Person',
  other: 'Or write who',
  otherHelp:
    'Name, mention, “me”, teams:<object id> or slack:<user id>. The person can write “hello” to me first, so that I know the name.',
  name: 'Name to show',
  nameHelp: 'Needed only when I do not know the person.',
  administration: 'Administration',
  administrationHelp: 'Needed for representatives and deputies.',
  role: 'Role',
  save: 'Appoint',
  cancel: 'Cancel',
  lineHow: 'Write it like this: representative set Anna Berg | Socialförvaltningen | representative',
  lineProblem: 'Nobody is appointed. Nothing has changed.',
  personMissing: 'Write whom it is about.',
  unknownPerson: (text) =>
    `I do not know “${text}”. Ask the person to write “hello” to me, or give teams:<object id> or slack:<user id>.`,
  manyPeople: (text, ids) => `Several are called “${text}”. Say which id you mean: ${ids}.`,
  unknownRole: (text) =>
    `I do not know the role “${text}”. Choose representative, deputy, council or coordinator.`,
  administrationMissing: 'Say which administration it is about.',
  unknownAdministration: (text) => `I know no administration called “${text}”.`,
  badName: 'Write a name of at most 120 characters, without a personal identity number.',
  appointed: (name, role) => `${name} is now ${role}.`,
  replaced: (name) => `${name} is no longer the representative.`,
  unchanged: (name, role) => `${name} is already ${role}. Nothing has changed.`,
  taken:
    'Someone else appointed a representative of the same administration just now. Your change is not saved. See how it turned out and try again if need be.',
  willTell: 'The person is told now.',
  cannotTell: 'I cannot reach the person yet. They are told when they have written to me for the first time.',
  ended: (name, role) => `${name} is no longer ${role}. It applies at once.`,
  undo: 'Undo',
  resumed: (name, role) => `${name} is ${role} again.`,
  notResumed: 'Someone else has been given the place meanwhile. Nothing has changed.',
  lastCoordinator:
    'That is the only coordinator left. Appoint another one first, or nobody can appoint anyone. Nothing has changed.',
  gone: 'The role has been ended already. Nothing has changed.',
  whom: (names) => `Whom do you mean? ${names}`,
  told: (role) => `You are now ${role} in C-nätet. Write “help” to see what you can do.`,
  takesOver: 'Open dialogues that you take over',
  nothingOpen: 'No open dialogues are waiting for you.',
  linkCode: (code) =>
    `Your code is ${code}. Write “link account ${code}” to me on the other platform within ten minutes. The code works once. Do not give it to anyone: it gives your roles.`,
  linked:
    'Your accounts are linked. You have the same roles on both platforms. Write “unlink accounts” to take the link away.',
  unlinked:
    'Your accounts are no longer linked. Your roles remain where you were appointed. Write “link account” to link them again.',
  notLinked: 'Your account is not linked to any other. Nothing has changed.',
  badCode:
    'The code is not valid. It may have been used, be older than ten minutes or come from this platform. Write “link account” on the other platform to get a new one.',
  actions: {
    appointed: 'was appointed',
    ended: 'was ended',
    resumed: 'was resumed',
    linked: 'linked accounts',
    unlinked: 'unlinked accounts',
  },
  event: (when, name, what, by) => `${when}: ${name} ${what} (${by})`,
};

export const memberTexts = { sv, en } as const;

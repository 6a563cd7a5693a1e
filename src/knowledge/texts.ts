import type { SignatoryCategory } from './pack/schema';
import type { Language } from './understand/words/stem';

const MONTHS = {
  sv: [
    'januari',
    'februari',
    'mars',
    'april',
    'maj',
    'juni',
    'juli',
    'augusti',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** A date as it is written in running text: 12 mars 2026. */
export function longDate(date: string, language: Language): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[language][(month ?? 1) - 1]} ${year}`;
}

export interface Remaining {
  years: number;
  months: number;
  days: number;
}

const CATEGORY: Record<Language, Record<SignatoryCategory, { one: string; many: string }>> = {
  sv: {
    civil: { one: 'aktör från civila samhället', many: 'aktörer från civila samhället' },
    board: { one: 'nämnd', many: 'nämnder' },
    administration: { one: 'förvaltning', many: 'förvaltningar' },
    company: { one: 'kommunalt bolag', many: 'kommunala bolag' },
  },
  en: {
    civil: { one: 'civil society actor (civilsamhälle)', many: 'civil society actors (civilsamhälle)' },
    board: { one: 'board (nämnd)', many: 'boards (nämnder)' },
    administration: { one: 'administration (förvaltning)', many: 'administrations (förvaltningar)' },
    company: { one: 'municipal company (bolag)', many: 'municipal companies (bolag)' },
  },
};

/** What a category is called, for one or for several. */
export function categoryName(category: SignatoryCategory, count: number, language: Language): string {
  const names = CATEGORY[language][category];
  return count === 1 ? names.one : names.many;
}

export const texts = {
  sv: {
    isJoined: (name: string, category: string) =>
      `Ja, **${name}** är ansluten till överenskommelsen och står i registret som ${category}.`,
    isJoinedTitle: (name: string) => `Är ${name} ansluten?`,
    notJoined: (name: string) => `**${name}** finns inte i registret över anslutna aktörer.`,
    notJoinedTitle: (name: string) => `Finns ${name} i registret?`,
    closest: (names: string) => `Närmast i namn: ${names}.`,
    letter: (count: number, letter: string) => `${count} anslutna aktörer har namn på ${letter}:`,
    noLetter: (letter: string) => `Ingen ansluten aktör har ett namn på ${letter}.`,
    letterTitle: (letter: string) => `Anslutna aktörer på ${letter}`,
    countTitle: 'Hur många är anslutna?',
    countAll: (total: number, parts: string) =>
      `I registret över anslutna finns ${parts}. Sammanlagt har registret ${total} anslutna.`,
    responsible: (council: string, person: string) => `Ansvarig politiker för ${council} är ${person}.`,
    noPolitician: (council: string, host: string) =>
      `${council} har ingen politisk medverkan och därför ingen ansvarig politiker.${host ? ` Det hör till ${host}.` : ''}`,
    insteadResponsible: (person: string, council: string) =>
      `${person} är ansvarig politiker för ${council}.`,
    responsibleTitle: (council: string) => `Vem är ansvarig politiker för ${council}?`,
    personTitle: (name: string) => `Vem är ${name}?`,
    left: (until: string, left: string, days: number) =>
      `Från i dag är det ${left} kvar till ${until}, eller ${days} dagar.`,
    leftTitle: 'Hur långt är det kvar?',
    period: (from: string, until: string, review: string) =>
      `Överenskommelsen gäller ${from}–${until}. Senast ${review} ska en översyn göras.`,
    passed: (until: string, days: number) => `${until} passerades för ${days} dagar sedan.`,
    since: (first: string, span: string) =>
      `Den första överenskommelsen beslutades ${first}. Det är ${span} sedan.`,
    sinceTitle: 'Hur länge har överenskommelsen funnits?',
    versions: (first: string, present: string, span: string) =>
      `Den första överenskommelsen beslutades ${first} och den nuvarande ${present}. Det är ${span} emellan.`,
    versionsTitle: 'Hur långt är det mellan versionerna?',
    compareTitle: (a: string, b: string) => `${a} och ${b}`,
    and: 'och',
    units: { years: ['år', 'år'], months: ['månad', 'månader'], days: ['dag', 'dagar'] },
  },
  en: {
    isJoined: (name: string, category: string) =>
      `Yes, **${name}** has joined the agreement and is in the register as ${/^[aeiou]/.test(category) ? 'an' : 'a'} ${category}.`,
    isJoinedTitle: (name: string) => `Has ${name} joined?`,
    notJoined: (name: string) =>
      `**${name}** is not in the register of those who have joined (finns inte i registret).`,
    notJoinedTitle: (name: string) => `Is ${name} in the register?`,
    closest: (names: string) => `Closest names: ${names}.`,
    letter: (count: number, letter: string) => `${count} of those who have joined begin with ${letter}:`,
    noLetter: (letter: string) => `No name in the register begins with ${letter}.`,
    letterTitle: (letter: string) => `Those who have joined, on ${letter}`,
    countTitle: 'How many have joined?',
    countAll: (total: number, parts: string) =>
      `The register of those who have joined has ${parts}. In all it has ${total} rows.`,
    responsible: (council: string, person: string) =>
      `The politician responsible for ${council} is ${person}.`,
    noPolitician: (council: string, host: string) =>
      `${council} has no politicians taking part, and so no responsible politician.${host ? ` It belongs to ${host}.` : ''}`,
    insteadResponsible: (person: string, council: string) =>
      `${person} is the politician responsible for ${council}.`,
    responsibleTitle: (council: string) => `Who is responsible for ${council}?`,
    personTitle: (name: string) => `Who is ${name}?`,
    left: (until: string, left: string, days: number) =>
      `From today it is ${left} until ${until}, or ${days} days.`,
    leftTitle: 'How long is left?',
    period: (from: string, until: string, review: string) =>
      `The agreement is valid ${from}–${until}. A review (översyn) is to be made by ${review}.`,
    passed: (until: string, days: number) => `${until} passed ${days} days ago.`,
    since: (first: string, span: string) =>
      `The first agreement was decided on ${first}. That is ${span} ago.`,
    sinceTitle: 'How long has there been an agreement?',
    versions: (first: string, present: string, span: string) =>
      `The first agreement was decided on ${first} and the present one on ${present}. That is ${span} apart.`,
    versionsTitle: 'How long is it between the versions?',
    compareTitle: (a: string, b: string) => `${a} and ${b}`,
    and: 'and',
    units: { years: ['year', 'years'], months: ['month', 'months'], days: ['day', 'days'] },
  },
} as const;

/** `1 år, 2 månader och 3 dagar`; parts that are nought are left out. */
export function spanText(span: Remaining, language: Language): string {
  const t = texts[language];
  const parts = (['years', 'months', 'days'] as const).flatMap((key) => {
    const n = span[key];
    return n === 0 ? [] : [`${n} ${t.units[key][n === 1 ? 0 : 1]}`];
  });
  if (parts.length === 0) return `0 ${t.units.days[1]}`;
  const last = parts.at(-1);
  return parts.length === 1 ? `${last}` : `${parts.slice(0, -1).join(', ')} ${t.and} ${last}`;
}

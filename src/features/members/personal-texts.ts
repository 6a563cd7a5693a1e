import type { Explained } from '../../privacy/personal-data';
import type { Language } from '../../turn/turn';
import type { MemberRole } from './model';

interface Texts {
  readonly contacts: Explained;
  readonly members: Explained;
  contact(name: string, platform: string, linked: number): string;
  membership(role: string, administration: string | undefined, active: boolean): string;
  readonly registered: string;
  readonly roles: Readonly<Record<MemberRole, string>>;
}

/** What is said of people's contact details and roles. */
export const personalTexts: Readonly<Record<Language, Texts>> = {
  sv: {
    contacts: {
      what: 'Ditt namn, ditt konto och var vi talas vid',
      why: 'så att en samordnare kan utse dig och jag kan nå dig',
      until: 'tills du ber mig glömma dig',
      erasure: 'Uppgifterna raderas, även kopplingen mellan dina konton.',
    },
    members: {
      what: 'Uppdrag som du har eller har haft, och ändringar du har gjort i registret',
      why: 'så att det går att se vem som företräder vem, och för att registret är en allmän handling',
      until: 'tills ett gallringsbeslut säger annat',
      erasure: 'Uppdraget finns kvar i registret. Ditt namn och ditt konto tas bort ur det.',
    },
    contact: (name, platform, linked) =>
      `${name} i ${platform}${linked > 0 ? `, kopplat till ${linked} konto till` : ''}`,
    membership: (role, administration, active) =>
      `${role}${administration === undefined ? '' : `, ${administration}`} (${active ? 'pågår' : 'avslutat'})`,
    registered: 'ändring i registret',
    roles: {
      representative: 'Representant',
      deputy: 'Ersättare',
      council: 'Föreningsrådets kansli',
      coordinator: 'Samordnare',
    },
  },
  en: {
    contacts: {
      what: 'Your name, your account and where we talk',
      why: 'so that a coordinator can appoint you and I can reach you',
      until: 'until you ask me to forget you',
      erasure: 'The details are erased, and so is the link between your accounts.',
    },
    members: {
      what: 'Roles that you have or have had, and changes you have made to the register',
      why: 'so that it can be seen who represents whom, and because the register is a public document',
      until: 'until a retention decision says otherwise',
      erasure: 'The role stays in the register. Your name and account are taken out of it.',
    },
    contact: (name, platform, linked) =>
      `${name} in ${platform}${linked > 0 ? `, linked to ${linked} other account` : ''}`,
    membership: (role, administration, active) =>
      `${role}${administration === undefined ? '' : `, ${administration}`} (${active ? 'current' : 'ended'})`,
    registered: 'change to the register',
    roles: {
      representative: 'Representative',
      deputy: 'Deputy',
      council: 'Office of Föreningsrådet',
      coordinator: 'Coordinator',
    },
  },
};

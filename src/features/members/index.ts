import { z } from 'zod';
import { type Command, defineCommand, type Feature } from '../../turn/command';
import { BotError } from '../../turn/errors';
import { allows } from '../../turn/permissions';
import type { PersonId, TurnContext } from '../../turn/turn';
import {
  appointByLine,
  type ChangeDependencies,
  endByLine,
  endMembership,
  newAppointment,
  resumeMembership,
  saveAppointment,
} from './change';
import { applyImport, importForm, previewImport } from './import';
import { type LinkDependencies, linkAccounts, unlinkAccounts } from './link';
import { type MemberViewer, membersView, otherRoles, type Shown, seatView } from './view';

export interface MembersDependencies
  extends ChangeDependencies,
    LinkDependencies,
    Omit<Shown, 'configured' | 'catalog'> {
  /** Those whom the configuration appoints. */
  readonly coordinators: readonly PersonId[];
}

const nothing = z.object({});
const argument = z.object({ argument: z.string().default('') });
const idRequest = z.object({ id: z.string().min(1).max(150) });
const sentForm = idRequest.extend({
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
});

/** Who represents whom: open to all, changed by coordinators. */
export function createMembersFeature(deps: MembersDependencies): Feature {
  return {
    name: 'members',
    commands: [...reading(deps), ...appointing(deps), ...ending(deps), ...importing(deps), ...linking(deps)],
  };
}

function reading(deps: MembersDependencies): Command[] {
  const read = { permission: 'member.read', effect: 'read' } as const;
  const viewer = ({ language, person }: TurnContext): MemberViewer => ({
    language,
    appoints: allows('member.write', person.roles),
  });
  const shown = async (): Promise<Shown> => ({ ...deps, configured: await configuredNames(deps) });
  return [
    defineCommand({
      ...read,
      name: 'member.list',
      phrases: ['<members>', '<show> <members>', '<members> <all>'],
      help: {
        say: { sv: 'representanter', en: 'representatives' },
        does: {
          sv: 'visar vem som representerar vilken förvaltning',
          en: 'shows who represents which administration',
        },
      },
      request: nothing,
      run: async (context) => {
        const view = membersView(await deps.register.active(), viewer(context), await shown());
        return { views: [view], language: context.language };
      },
    }),
    defineCommand({
      ...read,
      name: 'member.show',
      phrases: [],
      request: idRequest,
      run: async (context, { id }) => {
        const known = [...deps.catalog.administrations.map((one) => one.id), ...otherRoles];
        if (!known.includes(id)) throw new BotError('button-too-old');
        const [active, former] = await Promise.all([deps.register.active(), deps.register.former(id)]);
        const view = seatView(id, active, former, viewer(context), await shown());
        return { views: [view], language: context.language };
      },
    }),
  ];
}

async function configuredNames({ coordinators, contacts }: MembersDependencies): Promise<string[]> {
  return Promise.all(coordinators.map(async (id) => (await contacts.byId(id))?.name ?? id));
}

const write = { permission: 'member.write', effect: 'write' } as const;

function appointing(deps: MembersDependencies): Command[] {
  return [
    defineCommand({
      ...write,
      name: 'member.new',
      phrases: ['<member> <set>', '<member> <new>'],
      opensForm: true,
      personal: true,
      request: z.object({ id: z.string().max(150).optional() }),
      run: (context, { id }) => newAppointment(context, id, deps),
    }),
    defineCommand({
      ...write,
      name: 'member.save',
      phrases: [],
      request: sentForm,
      run: (context, sent) => saveAppointment(context, sent, deps),
    }),
    defineCommand({
      ...write,
      name: 'member.set',
      phrases: ['<member> <set> …'],
      help: {
        say: {
          sv: 'representant sätt person | förvaltning | roll',
          en: 'representative set person | administration | role',
        },
        does: {
          sv: 'utser representant, ersättare, rådet eller samordnare',
          en: 'appoints a representative, deputy, council or coordinator',
        },
      },
      request: argument,
      run: (context, request) => appointByLine(context, request.argument, deps),
    }),
  ];
}

function ending(deps: MembersDependencies): Command[] {
  return [
    defineCommand({
      ...write,
      name: 'member.end',
      phrases: ['<member> <end> …'],
      help: {
        say: { sv: 'representant avsluta namn', en: 'representative end name' },
        does: { sv: 'avslutar ett uppdrag', en: 'ends a role' },
      },
      request: argument.extend({ id: z.string().max(150).optional() }),
      run: (context, request) =>
        request.id === undefined
          ? endByLine(context, request.argument, deps)
          : endMembership(context, request.id, deps),
    }),
    defineCommand({
      ...write,
      name: 'member.resume',
      phrases: [],
      request: idRequest,
      run: (context, { id }) => resumeMembership(context, id, deps),
    }),
  ];
}

function importing(deps: MembersDependencies): Command[] {
  return [
    defineCommand({
      ...write,
      name: 'member.import',
      phrases: ['<members> <importing>'],
      opensForm: true,
      personal: true,
      help: {
        say: { sv: 'representanter importera', en: 'representatives import' },
        does: {
          sv: 'jämför en lista med registret innan något ändras',
          en: 'compares a list with the register before anything changes',
        },
      },
      request: nothing,
      run: async (context) => importForm(context),
    }),
    defineCommand({
      ...write,
      // It shows what would change, and changes nothing.
      effect: 'read',
      name: 'member.preview',
      phrases: [],
      request: sentForm,
      run: (context, { values }) => previewImport(context, values, deps),
    }),
    defineCommand({
      ...write,
      name: 'member.apply',
      phrases: [],
      request: sentForm,
      run: (context, sent) => applyImport(context, sent, deps),
    }),
  ];
}

function linking(deps: MembersDependencies): Command[] {
  const own = { permission: 'member.link', effect: 'write', personal: true } as const;
  return [
    defineCommand({
      ...own,
      name: 'member.link',
      phrases: ['<link>', '<link> …'],
      help: {
        say: { sv: 'koppla konto', en: 'link account' },
        does: {
          sv: 'ger dig samma roller i Teams och Slack',
          en: 'gives you the same roles in Teams and Slack',
        },
      },
      request: argument,
      run: (context, request) => linkAccounts(context, request.argument, deps),
    }),
    defineCommand({
      ...own,
      name: 'member.unlink',
      phrases: ['<unlink>'],
      help: {
        say: { sv: 'koppla isär konton', en: 'unlink accounts' },
        does: {
          sv: 'tar bort kopplingen mellan dina konton',
          en: 'takes the link between your accounts away',
        },
      },
      request: nothing,
      run: (context) => unlinkAccounts(context, deps),
    }),
  ];
}

import { z } from 'zod';
import type { Downloads, FileSource } from '../../downloads/downloads';
import type { PersonalData, Subject } from '../../privacy/personal-data';
import { notice, replacing, reply } from '../../records/commands/reply';
import { type Command, defineCommand, type Feature } from '../../turn/command';
import type { Language, PersonId, Reply, TurnContext } from '../../turn/turn';
import type { Eraser } from './erase';
import { privacyTexts } from './texts';
import { askView, doneView, ownDataView, type Part } from './view';

export interface PrivacyDependencies {
  readonly personalData: () => readonly PersonalData[];
  readonly subjectOf: (person: PersonId) => Promise<Subject>;
  /** The roles that the accounts hold now, and whether the configuration names one of them. */
  readonly inOffice: (ids: readonly PersonId[]) => Promise<{
    readonly roles: readonly (keyof (typeof privacyTexts)['sv']['roles'])[];
    readonly configured: boolean;
  }>;
  readonly downloads: Pick<Downloads, 'hand'>;
  readonly file: FileSource;
  readonly eraser: Eraser;
}

const common = { permission: 'privacy.own', personal: true, request: z.object({}) } as const;

/** One's own data: to see, to take away, and to have erased. Nobody gets to see anybody else's. */
export function createPrivacyFeature(deps: PrivacyDependencies): Pick<Feature, 'name' | 'commands'> {
  return { name: 'privacy', commands: [showing(deps), ...forgetting(deps)] };
}

function showing(deps: PrivacyDependencies): Command {
  return defineCommand({
    ...common,
    name: 'privacy.show',
    phrases: ['<myData>', '<show> <myData>'],
    effect: 'read',
    help: {
      say: { sv: 'mina uppgifter', en: 'my data' },
      does: {
        sv: 'visar vad jag har sparat om dig, också som fil',
        en: 'shows what I keep about you, also as a file',
      },
    },
    run: async (context) => {
      const parts = await collect(
        deps,
        withChat(context, await deps.subjectOf(context.person.id)),
        context.language,
      );
      const file = await deps.downloads.hand(context, deps.file);
      return reply(context, ownDataView(parts, context.language), file);
    },
  });
}

function forgetting(deps: PrivacyDependencies): Command[] {
  return [
    defineCommand({
      ...common,
      name: 'privacy.forget',
      phrases: ['<forgetMe>'],
      effect: 'read',
      help: {
        say: { sv: 'glöm mig', en: 'forget me' },
        does: {
          sv: 'tar bort dina uppgifter, efter en fråga',
          en: 'removes your data, after asking',
        },
      },
      run: async (context) => {
        const subject = withChat(context, await deps.subjectOf(context.person.id));
        const refused = await refusal(deps, subject, context);
        if (refused !== undefined) return refused;
        return reply(context, askView(await collect(deps, subject, context.language), context.language));
      },
    }),
    defineCommand({
      ...common,
      name: 'privacy.keep',
      phrases: [],
      effect: 'read',
      run: async (context) => replacing(context, notice('info', privacyTexts[context.language].kept)),
    }),
    defineCommand({
      ...common,
      name: 'privacy.erase',
      phrases: [],
      effect: 'write',
      run: async (context) => {
        const subject = withChat(context, await deps.subjectOf(context.person.id));
        const refused = await refusal(deps, subject, context);
        if (refused !== undefined) return refused;
        const counts = await deps.eraser.erase(subject, context.now);
        const explained = Object.fromEntries(
          deps.personalData().map(({ name, explain }) => [name, explain[context.language]]),
        );
        // Nothing is made afresh for someone who has just been forgotten: that would note them again.
        return { ...replacing(context, doneView(counts, explained, context.language)), changed: false };
      },
    }),
  ];
}

/** Who holds a role is told to have it ended first: it is not ended behind the back of those whom they represent. */
async function refusal(
  deps: PrivacyDependencies,
  { ids }: Subject,
  context: TurnContext,
): Promise<Reply | undefined> {
  const { roles, configured } = await deps.inOffice(ids);
  const t = privacyTexts[context.language];
  const held = [...roles.map((role) => t.roles[role]), ...(configured ? [t.configured] : [])];
  return held.length === 0 ? undefined : replacing(context, notice('warning', t.inOffice(held.join(', '))));
}

/** The chat that is spoken in is the person's as well, also where it has not been noted. */
function withChat({ place }: TurnContext, subject: Subject): Subject {
  if (place.kind !== 'personal' || subject.conversations.includes(place.conversation)) return subject;
  return { ...subject, conversations: [...subject.conversations, place.conversation] };
}

async function collect(
  { personalData }: PrivacyDependencies,
  subject: Subject,
  language: Language,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const data of personalData()) {
    const items = await data.collect(subject, language);
    parts.push({ name: data.name, explained: data.explain[language], items });
  }
  return parts;
}

import { notice, reply } from '../../records/commands/reply';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Contacts } from './contacts';
import type { Register } from './register';
import { memberTexts } from './texts';

export interface LinkDependencies {
  readonly contacts: Contacts;
  readonly register: Register;
  /** A whole number from 0 up to, but not including, `below`; it can't be foreseen. */
  readonly pick: (below: number) => number;
}

/** Without those that are mistaken for each other when read aloud or copied by hand. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Forty bits, for ten minutes: nobody guesses it. */
const LENGTH = 8;

/** Takes the link between the person's accounts away; linking again needs a new code. */
export async function unlinkAccounts(
  context: TurnContext,
  { register }: Pick<LinkDependencies, 'register'>,
): Promise<Reply> {
  const t = memberTexts[context.language];
  const done = await register.unlink(context.person.id, context);
  return reply(context, notice(done ? 'success' : 'info', done ? t.unlinked : t.notLinked));
}

/**
 * Links one person's accounts on the two platforms. Without a code it gives one, which is said on the other platform; who
 * says it there holds both accounts. The code works once, and is kept hashed.
 */
export async function linkAccounts(
  context: TurnContext,
  typed: string,
  deps: LinkDependencies,
): Promise<Reply> {
  const { person, place, now, language } = context;
  const t = memberTexts[language];
  if (typed === '') {
    const code = Array.from({ length: LENGTH }, () => LETTERS[deps.pick(LETTERS.length)]).join('');
    await deps.contacts.offer(code, person.id, place.platform, now);
    return reply(context, notice('info', t.linkCode(`${code.slice(0, 4)}-${code.slice(4)}`)));
  }
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const other = await deps.contacts.redeem(code, place.platform, now);
  if (other === null) return reply(context, notice('warning', t.badCode));
  await deps.register.link(other, person.id, context);
  return reply(context, notice('success', t.linked));
}

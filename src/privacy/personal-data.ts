import type { Language, PersonId } from '../turn/turn';

/** Whose data: one person's accounts, and the keys of the chats that they have alone with the bot. */
export interface Subject {
  readonly ids: readonly PersonId[];
  readonly conversations: readonly string[];
}

/** How much a person's erasure did in one place. */
export interface Forgotten {
  /** Documents, or parts of them, that are gone. */
  readonly erased: number;
  /** Documents that stay, with a pseudonym where the person stood. */
  readonly pseudonymised: number;
}

export const NOTHING_FORGOTTEN: Forgotten = { erased: 0, pseudonymised: 0 };

/** What a person is told about one kind of data, in whole sentences. */
export interface Explained {
  /** A heading: "Kontaktuppgifter". */
  readonly what: string;
  readonly why: string;
  /** How long it is kept. */
  readonly until: string;
  /** What `glöm mig` does to it. */
  readonly erasure: string;
}

/** One thing kept about the person. `data` is plain JSON for the file, `line` is what is read in chat. */
export interface KeptItem {
  readonly line: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * What a feature keeps about people. Every mongoose model is spoken for by exactly one declaration, which a test checks, so
 * that a new feature can't leave its data out of `mina uppgifter` and `glöm mig`.
 */
export interface PersonalData {
  /** The key in the JSON file. */
  readonly name: string;
  /** Names of the mongoose models that it speaks for. */
  readonly models: readonly string[];
  readonly explain: Readonly<Record<Language, Explained>>;
  /** What is kept about this person and nobody else. @throws BotError `store-away`. */
  collect(subject: Subject, language: Language): Promise<readonly KeptItem[]>;
  /**
   * Takes the person out: erases what is about them alone, and puts the pseudonym where a public record must stay. It may be
   * run again after it was interrupted at any point, and then finishes.
   */
  forget(subject: Subject, pseudonym: string): Promise<Forgotten>;
}

/** Models whose documents name nobody, with the reason. */
export interface NoPersonalData {
  readonly models: readonly string[];
  readonly none: string;
}

export type DataDeclaration = PersonalData | NoPersonalData;

export function keepsPersonalData(declaration: DataDeclaration): declaration is PersonalData {
  return 'collect' in declaration;
}

const PSEUDONYM = 'forgotten:';

/** A new pseudonym: the same person's entries stay recognisable as one person's, and lead to nobody. */
export function pseudonymOf(random: string): string {
  return `${PSEUDONYM}${random}`;
}

/** True for what stands in a forgotten person's place. */
export function isPseudonym(id: string): boolean {
  return id.startsWith(PSEUDONYM);
}

/**
 * Filters for a field that holds conversation keys, to be asked one after the other, each by an index: the person's own chats,
 * and answers that they alone saw in a channel, whose key begins with their account.
 */
export function inConversations(field: string, { ids, conversations }: Subject): readonly object[] {
  const alone = ids.map((id) => ({ [field]: { $gte: `${id}:`, $lt: `${id};` } }));
  return [{ [field]: { $in: [...conversations] } }, ...alone];
}

/** The same as {@link inConversations}, of one key. */
export function isConversationOf(conversation: string, { ids, conversations }: Subject): boolean {
  return conversations.includes(conversation) || ids.some((id) => conversation.startsWith(`${id}:`));
}

import type { Logger } from '../log';
import type { View } from '../views/views';

export type Language = 'sv' | 'en';
export type PlatformName = 'teams' | 'slack' | 'terminal';

/** Platform-qualified: `teams:<aad object id>`, `slack:<user id>`, `terminal:<user>`. */
export type PersonId = string;

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** What came in, read by the platform's zod schema: words, a pressed button or sent form, or an event. */
export type Input =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'action'; readonly name: string; readonly id?: string; readonly values?: FormValues }
  | { readonly kind: 'event'; readonly name: 'joined' };

export interface Place {
  readonly platform: PlatformName;
  /** The conversation's key, unique across platforms: `teams:<conversation id>`, `slack:<channel>[:<thread>]`. */
  readonly conversation: string;
  readonly kind: 'personal' | 'group' | 'channel';
  /** True when the reply is seen by this person alone: a personal chat, or an ephemeral answer. */
  readonly privateReply: boolean;
  /**
   * What the platform needs to speak here later, as plain JSON. It is opaque to everyone but the platform that wrote it
   * and never logged.
   */
  readonly address: Readonly<Record<string, unknown>>;
  /** The channel or group chat itself, apart from its threads; left out in a personal chat. */
  readonly channel?: {
    readonly key: string;
    readonly address: Readonly<Record<string, unknown>>;
    readonly name?: string;
  };
}

/** One inbound delivery from a platform. */
export interface Inbound {
  /** Unique per delivery and the same when the platform delivers again. */
  readonly key: string;
  /** False when the platform never delivers this again (Slack's slash commands and interactions). */
  readonly redelivers: boolean;
  readonly person: { readonly id: PersonId; readonly name?: string };
  readonly place: Place;
  readonly input: Input;
  /**
   * The language of the card whose button was pressed; words decide for themselves. A client's locale says nothing: many
   * who speak Swedish have their computer in English.
   */
  readonly language?: Language;
  /** Link to the message itself, where the platform has one. */
  readonly link?: string;
}

/** A question and its answer, without who asked. The question's text has been masked for personnummer. */
export interface Exchange {
  /** Short id on the feedback buttons. */
  readonly id: string;
  readonly question: string;
  readonly language: Language;
  readonly outcome: 'answer' | 'choice' | 'declined';
  readonly entryId?: string;
  readonly topic?: string;
}

export interface Reply {
  readonly views: readonly View[];
  readonly language: Language;
  /** What a follow-up question or a 👍 may refer to; kept for a while. */
  readonly remember?: Exchange;
  /** Replace the card whose button was pressed, where the platform can; else it is sent as a new message. */
  readonly replace?: boolean;
  /** Set when the turn ran a writing command to its end: what shows the person's records may be made afresh. */
  readonly changed?: boolean;
}

/** Sends a reply to where the turn came from; resolves when the platform has taken it. */
export type Respond = (reply: Reply) => Promise<void>;

export type Role = 'guest' | 'representative' | 'deputy' | 'council' | 'coordinator';

export interface Person {
  readonly id: PersonId;
  readonly name?: string;
  readonly roles: readonly Role[];
  /** The administration that a representative or deputy speaks for; id from the knowledge pack. */
  readonly administration?: string;
}

/** What a command gets to know about the turn it runs in. */
export interface TurnContext {
  /** Short random id that follows the turn through the logs. */
  readonly id: string;
  readonly key: string;
  readonly person: Person;
  readonly place: Place;
  readonly language: Language;
  readonly now: Date;
  /** Today in the bot's time zone, YYYY-MM-DD. */
  readonly today: string;
  readonly link?: string;
  readonly log: Logger;
}

/** A command may find that another one was meant ("registrera ett exempel: …" asked in a sentence). */
export interface Redirect {
  readonly redirect: {
    readonly command: string;
    readonly argument?: string;
    readonly id?: string;
  };
  readonly language: Language;
}

import type { Language, PlatformName } from '../../turn/turn';
import type { CommonContent } from '../entry';

export const matterTopics = ['obstacle', 'question'] as const;
export type MatterTopic = (typeof matterTopics)[number];

/** An obstacle or a question for Samverkansrådet; `title` is what it is about. It has neither partners nor principles. */
export interface MatterContent extends CommonContent {
  readonly about: MatterTopic;
  readonly details?: string;
  /** The day of the meeting that it was handed over to. */
  readonly handedOn?: string;
  readonly answer?: string;
  /** The instant of the answer, ISO 8601: a corrected answer is another one to tell. */
  readonly answeredAt?: string;
  /** A coordinator lets the digest tell of the answer: title and answer may be read by all who get it. */
  readonly tell?: boolean;
  /** Where the one who reported it is told the answer. */
  readonly reportedIn: {
    readonly platform: PlatformName;
    readonly language: Language;
    readonly conversation: string;
    readonly address: Readonly<Record<string, unknown>>;
  };
}

import { type Connection, type Model, Schema } from 'mongoose';
import type { Language, PersonId } from '../../turn/turn';
import type { DigestSection, DigestView } from '../../views/views';

/**
 * `draft` → `approved` → `sending` → `sent` → `withdrawn`; a draft that nobody has approved is sent as well, unless approval
 * by a second person is asked for. `cancelled` is not sent, and can be taken up again.
 */
export const issueStates = ['draft', 'approved', 'sending', 'sent', 'cancelled', 'withdrawn'] as const;
export type IssueState = (typeof issueStates)[number];

/** Where a digest goes by itself; the terminal asks for its own. */
export const sendPlatforms = ['teams', 'slack'] as const;
export type SendPlatform = (typeof sendPlatforms)[number];

/** What each kind of recipient gets, in views: what was previewed is what is sent. Greeting and buttons are put in later. */
export type Frozen = Readonly<Record<SendPlatform, Readonly<Record<Language, FrozenViews>>>>;

export interface FrozenViews {
  /** For a channel, and for those who speak for no administration. */
  readonly channel: DigestView;
  /** For those who do: `own` comes first among its sections. */
  readonly person: DigestView;
  readonly own: Readonly<Record<string, DigestSection>>;
}

/** One recipient as they were when the sending began. */
export interface Addressee {
  /** A person's id or a channel's key. */
  readonly recipient: string;
  readonly kind: 'person' | 'channel';
  readonly name?: string;
  readonly platform: SendPlatform;
  readonly address: Readonly<Record<string, unknown>>;
  readonly language: Language;
  readonly administration?: string;
}

export const issueActions = [
  'composed',
  'greeted',
  'approved',
  'postponed',
  'cancelled',
  'resumed',
  'sent',
  'resent',
  'corrected',
  'withdrawn',
] as const;

export interface IssueEvent {
  readonly at: Date;
  /** `schedule` when nobody pressed. */
  readonly by: PersonId;
  readonly action: (typeof issueActions)[number];
}

/** One month's digest. */
export interface Issue {
  /** The month in which it is sent, YYYY-MM: there is one a month. */
  readonly _id: string;
  readonly state: IssueState;
  /** Counts every change, so that a button acts on what its presser has seen. */
  readonly version: number;
  /** What has happened from the first instant up to, not including, the second. */
  readonly from: Date;
  readonly until: Date;
  readonly composedAt: Date;
  /** The day when it goes by itself, YYYY-MM-DD. */
  readonly sendOn: string;
  readonly greeting?: string;
  readonly content: Frozen;
  /** Who last decided what it says; somebody else may approve it. */
  readonly preparedBy: PersonId;
  readonly sentAt?: Date;
  readonly correction?: { readonly at: Date; readonly text?: string };
  /** What must still be carried out at the platforms. */
  readonly task?: 'correct' | 'withdraw';
  /** Set when the sending begins, and never changed but by adding. */
  readonly roster?: readonly Addressee[];
  readonly history: readonly IssueEvent[];
}

function issueSchema(): Schema<Issue> {
  const event = new Schema<IssueEvent>(
    {
      at: { type: Date, required: true },
      by: { type: String, required: true },
      action: { type: String, enum: [...issueActions], required: true },
    },
    { _id: false },
  );
  const schema = new Schema<Issue>(
    {
      _id: { type: String, required: true },
      state: { type: String, enum: [...issueStates], required: true },
      version: { type: Number, required: true },
      from: { type: Date, required: true },
      until: { type: Date, required: true },
      composedAt: { type: Date, required: true },
      sendOn: { type: String, required: true },
      greeting: String,
      content: { type: Schema.Types.Mixed, required: true },
      preparedBy: { type: String, required: true },
      sentAt: Date,
      correction: Schema.Types.Mixed,
      task: { type: String, enum: ['correct', 'withdraw'] },
      roster: { type: Schema.Types.Mixed },
      history: { type: [event], required: true },
    },
    { collection: 'digests', strict: 'throw', versionKey: false, minimize: false, autoCreate: false },
  );
  schema.index({ state: 1, until: -1 });
  schema.index({ task: 1 }, { sparse: true });
  return schema;
}

/** The digests on a connection. Their indexes are created by whoever opens the connection. */
export function createIssueModel(connection: Connection): Model<Issue> {
  return connection.model<Issue>('digest', issueSchema());
}

/** The key of a sending in the outbox. */
export const batchOf = (key: string): string => `digest:${key}`;

/** The key of one recipient's delivery. */
export const deliveryOf = (key: string, recipient: string): string => `digest:${key}:${recipient}`;

/** It has gone out, or is going. */
export function isOut({ state }: Pick<Issue, 'state'>): boolean {
  return state === 'sending' || state === 'sent' || state === 'withdrawn';
}

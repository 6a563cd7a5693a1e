import { type Connection, type Model, Schema } from 'mongoose';
import type { Language, PersonId, PlatformName } from '../../turn/turn';

/** What a person has chosen; what is left out is as it is for everyone. */
export interface Choices {
  /** The monthly digest in a chat of one's own. */
  readonly digest?: boolean;
  /** Which of one's own accounts the digest and the prompts go to. */
  readonly digestWhere?: PersonId;
  /** Follow-up prompts. */
  readonly prompts?: boolean;
  /** Not before this time of day, `HH.MM` in the bot's time zone. */
  readonly hour?: string;
  /** Of what the bot sends by itself. */
  readonly language?: Language;
  /** Away from the first day to the last, both YYYY-MM-DD and both included. */
  readonly awayFrom?: string;
  readonly awayUntil?: string;
}

/** Choices are kept for each account of a person; what is chosen on one is written to all. */
export interface StoredChoices extends Choices {
  readonly _id: PersonId;
  readonly updatedAt: Date;
}

/** A channel or group chat where the bot has been added or spoken to. */
export interface Channel {
  /** The conversation's key without its thread. */
  readonly _id: string;
  readonly platform: PlatformName;
  readonly address: Readonly<Record<string, unknown>>;
  readonly name?: string;
  /** Whether it gets the digest: nobody's channel is written in before someone has chosen it. */
  readonly digest: boolean;
  readonly language: Language;
  readonly seenAt: Date;
  readonly chosenBy?: PersonId;
  readonly chosenAt?: Date;
}

export interface SettingsModels {
  readonly choices: Model<StoredChoices>;
  readonly channels: Model<Channel>;
}

const plain = { strict: 'throw', versionKey: false, minimize: false, autoCreate: false } as const;

/** The settings on a connection. Their indexes are created by whoever opens the connection. */
export function createSettingsModels(connection: Connection): SettingsModels {
  const choices = new Schema<StoredChoices>(
    {
      _id: { type: String, required: true },
      digest: Boolean,
      digestWhere: String,
      prompts: Boolean,
      hour: String,
      language: String,
      awayFrom: String,
      awayUntil: String,
      updatedAt: { type: Date, required: true },
    },
    { ...plain, collection: 'settings' },
  );
  const channels = new Schema<Channel>(
    {
      _id: { type: String, required: true },
      platform: { type: String, required: true },
      address: { type: Schema.Types.Mixed, required: true },
      name: String,
      digest: { type: Boolean, required: true },
      language: { type: String, required: true },
      seenAt: { type: Date, required: true },
      chosenBy: String,
      chosenAt: Date,
    },
    { ...plain, collection: 'channels' },
  );
  channels.index({ digest: 1, _id: 1 });
  channels.index({ seenAt: -1 });
  channels.index({ chosenBy: 1 }, { sparse: true });
  return {
    choices: connection.model<StoredChoices>('settings', choices),
    channels: connection.model<Channel>('channel', channels),
  };
}

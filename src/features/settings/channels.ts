import type { Model } from 'mongoose';
import { cleanLine, shorten } from '../../forms/text';
import { orStoreAway } from '../../records/store-away';
import type { Inbound, Language, PersonId } from '../../turn/turn';
import type { Channel } from './model';

/** As many as a coordinator can look through. */
const MOST = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Channels {
  /**
   * Notes a channel or group where the bot is seen by all: it has been added or spoken to there. At most once a day when
   * nothing has changed. A command that one person alone sees tells nothing: the bot need not be a member.
   */
  remember(inbound: Pick<Inbound, 'place'>, language: Language, now: Date): Promise<void>;
  byKey(key: string): Promise<Channel | null>;
  /** The latest spoken in first, at most a hundred. */
  all(): Promise<readonly Channel[]>;
  /** Those that get the digest. */
  chosen(): Promise<readonly Channel[]>;
  /** Turns the digest on or off. @returns null when there is no such channel. */
  choose(key: string, digest: boolean, by: PersonId, now: Date): Promise<Channel | null>;
}

/** The channels that the bot knows. @throws BotError `store-away` from every method. */
export function createChannels(model: Model<Channel>): Channels {
  const noted = new Map<string, string>();
  return {
    remember: async ({ place }, language, now) => {
      const { channel, platform } = place;
      if (channel === undefined || place.privateReply) return;
      const name = shorten(cleanLine(channel.name ?? ''), 120);
      const mark = `${name} ${Math.floor(now.getTime() / DAY_MS)}`;
      if (noted.get(channel.key) === mark) return;
      const seen = { platform, address: { ...channel.address }, seenAt: now };
      await orStoreAway(() =>
        model.updateOne(
          { _id: channel.key },
          {
            $set: { ...seen, ...(name === '' ? {} : { name }) },
            $setOnInsert: { digest: false, language },
          },
          { upsert: true },
        ),
      );
      if (noted.size >= 1_000) noted.clear();
      noted.set(channel.key, mark);
    },
    byKey: (key) => orStoreAway(() => model.findById(key).lean<Channel>().exec()),
    all: () => orStoreAway(() => model.find({}).sort({ seenAt: -1 }).limit(MOST).lean<Channel[]>().exec()),
    chosen: () => orStoreAway(() => model.find({ digest: true }).sort({ _id: 1 }).lean<Channel[]>().exec()),
    choose: (key, digest, by, now) =>
      orStoreAway(() =>
        model
          .findOneAndUpdate(
            { _id: key },
            { $set: { digest, chosenBy: by, chosenAt: now } },
            { returnDocument: 'after' },
          )
          .lean<Channel>()
          .exec(),
      ),
  };
}

import { createHash } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import { cleanLine, shorten } from '../../forms/text';
import { orStoreAway } from '../../records/store-away';
import { fold } from '../../turn/fold';
import type { Inbound, Language, PersonId, PlatformName } from '../../turn/turn';

/** Someone who has talked to the bot in a chat of their own: whom a coordinator can appoint, and where to reach them. */
export interface Contact {
  readonly _id: PersonId;
  readonly name: string;
  /** The name folded, to be found by. */
  readonly key: string;
  readonly platform: PlatformName;
  readonly address: Record<string, unknown>;
  readonly language: Language;
  readonly seenAt: Date;
  /** When a message could not be delivered for good: the bot has been removed or blocked, or the account is gone. */
  readonly goneAt?: Date;
  /** The same person's ids on the other platform. */
  readonly linked: readonly PersonId[];
  /** Keys of the chats that the person has alone with the bot: what was said there is theirs to see and erase. */
  readonly conversations?: readonly string[];
  /** When the person was told what is kept about them. */
  readonly toldAt?: Date;
}

interface LinkCode {
  /** SHA-256 of the code: who reads the store can't use it. */
  readonly _id: string;
  readonly person: PersonId;
  readonly platform: PlatformName;
  readonly expires: Date;
}

const contactSchema = new Schema<Contact>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    key: { type: String, required: true },
    platform: { type: String, required: true },
    address: { type: Schema.Types.Mixed, required: true },
    language: { type: String, required: true },
    seenAt: { type: Date, required: true },
    goneAt: Date,
    linked: { type: [String], required: true },
    conversations: { type: [String], default: undefined },
    toldAt: Date,
  },
  { collection: 'contacts', strict: 'throw', versionKey: false, minimize: false, autoCreate: false },
);
contactSchema.index({ key: 1 });
contactSchema.index({ seenAt: -1 });
contactSchema.index({ linked: 1 });

const codeSchema = new Schema<LinkCode>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    platform: { type: String, required: true },
    expires: { type: Date, required: true },
  },
  { collection: 'link-codes', strict: 'throw', versionKey: false, autoCreate: false },
);
codeSchema.index({ expires: 1 }, { expireAfterSeconds: 0 });
codeSchema.index({ person: 1 });

/** As many as a menu in Slack takes. */
const MOST_RECENT = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
const CODE_MS = 10 * 60 * 1000;

export interface Contacts {
  /** Notes who talked and where; only chats of one's own, and at most once a day when nothing has changed. */
  remember(inbound: Pick<Inbound, 'person' | 'place'>, language: Language, now: Date): Promise<void>;
  /** Nothing more is sent to the account until it has spoken again. */
  markGone(id: PersonId, now: Date): Promise<void>;
  byId(id: PersonId): Promise<Contact | null>;
  byIds(ids: readonly PersonId[]): Promise<readonly Contact[]>;
  /** Those with this name, å ä ö and case apart. */
  named(name: string): Promise<readonly Contact[]>;
  /** The latest to have talked, at most a hundred. */
  recent(): Promise<readonly Contact[]>;
  /** All ids of the same person, this one first. */
  identities(id: PersonId): Promise<readonly PersonId[]>;
  /** Keeps a code, hashed, for ten minutes. */
  offer(code: string, person: PersonId, platform: PlatformName, now: Date): Promise<void>;
  /** Uses a code up. @returns who got it on another platform; null when there is none such. */
  redeem(code: string, platform: PlatformName, now: Date): Promise<PersonId | null>;
  link(one: PersonId, other: PersonId): Promise<void>;
  /** Takes the links of an account away, on both sides. @returns the accounts that it was linked to. */
  unlink(id: PersonId): Promise<readonly PersonId[]>;
  /** True for the one who is to tell the person what is kept about them: once, on any replica. */
  claimTelling(id: PersonId, now: Date): Promise<boolean>;
  /** They were not told after all. */
  giveBackTelling(id: PersonId): Promise<void>;
  /** Erases the accounts, their codes and what links to them. @returns how many documents are gone. */
  forget(ids: readonly PersonId[]): Promise<number>;
}

/** Who has talked to the bot. @throws BotError `store-away` from every method. */
export function createContacts(connection: Connection): Contacts {
  const contacts: Model<Contact> = connection.model<Contact>('contact', contactSchema);
  const codes: Model<LinkCode> = connection.model<LinkCode>('link-code', codeSchema);
  const noted = new Map<PersonId, string>();
  const told = new Set<PersonId>();
  return {
    remember: async ({ person, place }, language, now) => {
      const said = shorten(cleanLine(person.name ?? ''), 120);
      if (place.kind !== 'personal') return;
      // Slack names nobody in a message: until a press or a command does, the id stands for the name.
      const name = said === '' ? person.id.slice(person.id.indexOf(':') + 1) : said;
      const mark = `${place.conversation} ${name} ${Math.floor(now.getTime() / DAY_MS)}`;
      if (noted.get(person.id) === mark) return;
      const seen = { platform: place.platform, address: { ...place.address }, language, seenAt: now };
      const named = { name, key: fold(name) };
      const where = { $addToSet: { conversations: place.conversation } };
      const update =
        said === ''
          ? { ...where, $set: seen, $unset: { goneAt: 1 }, $setOnInsert: { ...named, linked: [] } }
          : { ...where, $set: { ...seen, ...named }, $unset: { goneAt: 1 }, $setOnInsert: { linked: [] } };
      await orStoreAway(() => contacts.updateOne({ _id: person.id }, update, { upsert: true }));
      if (noted.size >= 10_000) noted.clear();
      noted.set(person.id, mark);
    },
    markGone: async (id, now) => {
      await orStoreAway(() => contacts.updateOne({ _id: id }, { $set: { goneAt: now } }));
      noted.delete(id);
    },
    byId: (id) => orStoreAway(() => contacts.findById(id).lean<Contact>().exec()),
    byIds: (ids) =>
      orStoreAway(() =>
        contacts
          .find({ _id: { $in: [...ids] } })
          .lean<Contact[]>()
          .exec(),
      ),
    named: (name) =>
      orStoreAway(() =>
        contacts
          .find({ key: fold(name) })
          .limit(10)
          .lean<Contact[]>()
          .exec(),
      ),
    recent: () =>
      orStoreAway(() => contacts.find({}).sort({ seenAt: -1 }).limit(MOST_RECENT).lean<Contact[]>().exec()),
    identities: async (id) => {
      const known = await orStoreAway(() => contacts.findById(id).lean<Contact>().exec());
      return [id, ...(known?.linked ?? [])];
    },
    offer: async (code, person, platform, now) => {
      const expires = new Date(now.getTime() + CODE_MS);
      await orStoreAway(() => codes.create({ _id: hash(code), person, platform, expires }));
    },
    redeem: async (code, platform, now) => {
      // Finding and deleting are one operation: of two who use it at once, one gets it.
      const used = await orStoreAway(() =>
        codes
          .findOneAndDelete({ _id: hash(code), platform: { $ne: platform }, expires: { $gt: now } })
          .lean<LinkCode>()
          .exec(),
      );
      return used?.person ?? null;
    },
    link: async (one, other) => {
      await orStoreAway(() => contacts.updateOne({ _id: one }, { $addToSet: { linked: other } }));
      await orStoreAway(() => contacts.updateOne({ _id: other }, { $addToSet: { linked: one } }));
    },
    unlink: async (id) => {
      const known = await orStoreAway(() => contacts.findById(id).lean<Contact>().exec());
      // The other side first: cut off in between, this one still knows whom it was linked to.
      await orStoreAway(() => contacts.updateMany({ linked: id }, { $pull: { linked: id } }));
      await orStoreAway(() => contacts.updateOne({ _id: id }, { $set: { linked: [] } }));
      return known?.linked ?? [];
    },
    claimTelling: async (id, now) => {
      if (told.has(id)) return false;
      const { modifiedCount } = await orStoreAway(() =>
        contacts.updateOne({ _id: id, toldAt: null }, { $set: { toldAt: now } }),
      );
      if (told.size >= 10_000) told.clear();
      told.add(id);
      return modifiedCount === 1;
    },
    giveBackTelling: async (id) => {
      told.delete(id);
      await orStoreAway(() => contacts.updateOne({ _id: id }, { $unset: { toldAt: '' } }));
    },
    forget: async (ids) => {
      const those = [...ids];
      return orStoreAway(async () => {
        const links = await codes.deleteMany({ person: { $in: those } });
        await contacts.updateMany({ linked: { $in: those } }, { $pullAll: { linked: those } });
        const gone = await contacts.deleteMany({ _id: { $in: those } });
        // Who talks again after this is noted anew, as a stranger.
        for (const id of those) {
          noted.delete(id);
          told.delete(id);
        }
        return links.deletedCount + gone.deletedCount;
      });
    },
  };
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

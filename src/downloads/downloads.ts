import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';
import { orStoreAway } from '../records/store-away';
import { allows, type Permission } from '../turn/permissions';
import type { PersonId, Role, TurnContext } from '../turn/turn';
import type { FileView } from '../views/views';
import type { FileOrder, Ticket } from './model';
import { downloadTexts } from './texts';

/** A file that is being made: its bytes come as they are asked for. */
export interface OpenFile {
  readonly name: string;
  /** With its charset where it is text; anything else is not shown in the terminal. */
  readonly mediaType: string;
  readonly body: AsyncIterable<string | Uint8Array>;
}

/** A feature's way to make files. */
export interface FileSource {
  readonly name: string;
  /** Asked when the file is ordered, and again of the one who ordered it when it is fetched. */
  readonly permission: Permission;
  fileName(order: FileOrder): string;
  /** Called once for each file that is handed out; whatever must be noted of that is noted before it resolves. */
  open(order: FileOrder, now: Date): Promise<OpenFile>;
}

export type Redeemed =
  | { readonly outcome: 'open'; readonly file: OpenFile; readonly ticket: Ticket }
  | { readonly outcome: 'denied'; readonly ticket: Ticket }
  | { readonly outcome: 'gone' };

export interface Downloads {
  /** A view with a link that works once, for ten minutes, and for nobody who doesn't have it. */
  hand(context: TurnContext, source: FileSource, params?: FileOrder['params']): Promise<FileView>;
  /** The ticket of a link, without using it up. */
  peek(secret: string, now: Date): Promise<Ticket | null>;
  /** Uses the link up: of two who do it at once, one gets the file. @throws BotError `store-away`. */
  redeem(secret: string, now: Date): Promise<Redeemed>;
  /** Erases what waits to be fetched by these. */
  forget(ids: readonly PersonId[]): Promise<number>;
  waiting(ids: readonly PersonId[]): Promise<readonly Ticket[]>;
}

export interface DownloadsOptions {
  readonly tickets: Model<Ticket>;
  readonly sources: () => readonly FileSource[];
  readonly resolveRoles: (person: PersonId) => Promise<{ readonly roles: readonly Role[] }>;
  /** Where people reach the server, without a slash at the end; undefined when nobody has said. */
  readonly baseUrl: () => string | undefined;
  /** 256 bits that can't be foreseen, in base64url. */
  readonly newSecret: () => string;
}

/** Where links lead. */
export const FILES_PATH = '/files';
const LIFETIME_MS = 10 * 60 * 1000;
const SECRET = /^[\w-]{43}$/;

/** Hands out files by links that work once. */
export function createDownloads(options: DownloadsOptions): Downloads {
  const { tickets } = options;
  const alive = (secret: string, now: Date) => ({ _id: hash(secret), expires: { $gt: now } });
  return {
    hand: async (context, source, params = {}) => {
      const order = orderOf(context, source.name, params);
      const name = source.fileName(order);
      const t = downloadTexts[context.language];
      if (context.place.platform === 'terminal') return inline(source, order, context);
      const base = options.baseUrl();
      if (base === undefined) return { kind: 'file', name, text: t.noAddress(name) };
      const secret = options.newSecret();
      const expires = new Date(context.now.getTime() + LIFETIME_MS);
      await orStoreAway(() => tickets.create({ ...order, _id: hash(secret), expires }));
      const url = `${base}${FILES_PATH}/${secret}`;
      return { kind: 'file', name, text: t.waits(name), link: { label: t.fetch, url } };
    },
    peek: async (secret, now) => {
      if (!SECRET.test(secret)) return null;
      return orStoreAway(() => tickets.findOne(alive(secret, now)).lean<Ticket>().exec());
    },
    redeem: async (secret, now) => {
      if (!SECRET.test(secret)) return { outcome: 'gone' };
      const ticket = await orStoreAway(() =>
        tickets.findOneAndDelete(alive(secret, now)).lean<Ticket>().exec(),
      );
      const source = options.sources().find(({ name }) => name === ticket?.source);
      if (ticket === null || source === undefined) return { outcome: 'gone' };
      const { roles } = await options.resolveRoles(ticket.person);
      if (!allows(source.permission, roles)) return { outcome: 'denied', ticket };
      return { outcome: 'open', file: await source.open(ticket, now), ticket };
    },
    forget: async (ids) =>
      orStoreAway(async () => (await tickets.deleteMany({ person: { $in: [...ids] } })).deletedCount),
    waiting: (ids) =>
      orStoreAway(() =>
        tickets
          .find({ person: { $in: [...ids] } })
          .lean<Ticket[]>()
          .exec(),
      ),
  };
}

function orderOf(
  { person, place, language }: TurnContext,
  source: string,
  params: FileOrder['params'],
): FileOrder {
  return { source, params, person: person.id, platform: place.platform, language };
}

/** There is no browser beside the terminal: the file itself is written there. */
async function inline(
  source: FileSource,
  order: FileOrder,
  { language, now }: TurnContext,
): Promise<FileView> {
  const t = downloadTexts[language];
  const name = source.fileName(order);
  const { mediaType, body } = await source.open(order, now);
  if (!mediaType.includes('charset')) return { kind: 'file', name, text: t.notText(name) };
  let content = '';
  for await (const part of body)
    content += typeof part === 'string' ? part : Buffer.from(part).toString('utf8');
  return { kind: 'file', name, text: t.inline(name), content };
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

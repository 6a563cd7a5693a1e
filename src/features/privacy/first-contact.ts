import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import type { Inbound, Reply } from '../../turn/turn';
import type { Contacts } from '../members/contacts';
import { privacyTexts } from './texts';

/**
 * Says with the first answer what is kept and why, once to each person, where nobody else reads it. The welcome says it by
 * itself. A form and a start page are no place to read it in: then it comes with the answer after. The terminal is the
 * operator's own.
 */
export function tellingOnce(
  bot: Bot,
  contacts: Pick<Contacts, 'claimTelling' | 'giveBackTelling'>,
  clock: () => Date,
  log: Logger,
): Bot {
  const claim = async ({ person }: Inbound): Promise<boolean> =>
    contacts.claimTelling(person.id, clock()).catch((error: unknown) => {
      log.warn({ err: error }, 'first contact not told of data: store away');
      return false;
    });
  return {
    ...bot,
    handle: (inbound, respond) => {
      if (inbound.place.kind !== 'personal' || inbound.place.platform === 'terminal') {
        return bot.handle(inbound, respond);
      }
      return bot.handle(inbound, async (reply) => {
        const welcomes = inbound.input.kind === 'event';
        if (!welcomes && !hasRoom(inbound, reply)) return respond(reply);
        if (!(await claim(inbound))) return respond(reply);
        try {
          await respond(welcomes ? reply : withNotice(reply));
        } catch (error) {
          await contacts.giveBackTelling(inbound.person.id).catch(() => undefined);
          throw error;
        }
      });
    },
  };
}

function hasRoom({ input }: Inbound, { views }: Reply): boolean {
  return input.kind === 'words' && views.every(({ kind }) => kind !== 'form' && kind !== 'home');
}

function withNotice(reply: Reply): Reply {
  const text = privacyTexts[reply.language].firstContact;
  return { ...reply, views: [...reply.views, { kind: 'notice', tone: 'info', text }] };
}

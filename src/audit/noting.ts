import { createHash } from 'node:crypto';
import type { Command } from '../turn/command';
import type { Audit } from './audit';

/** Commands that change what carries its own history, which is the better witness. */
const WITH_HISTORY = new Set(['example', 'initiative', 'matter', 'record', 'member', 'curated']);

/** Those of them that change something without one: linked accounts share their roles from then on. */
const WITHOUT_HISTORY = new Set(['member.link', 'member.unlink']);

/**
 * Notes a command before it runs, where what it changes has no history of its own: what isn't noted isn't done. The entry
 * says that it was asked for. Anonymous commands are left out, since questions are kept without names.
 */
export function noted(command: Command, audit: Audit): Command {
  const [feature = ''] = command.name.split('.');
  const hasHistory = WITH_HISTORY.has(feature) && !WITHOUT_HISTORY.has(command.name);
  if (command.effect !== 'write' || command.anonymous === true || hasHistory) return command;
  return {
    ...command,
    run: async (context, request) => {
      const { person, place, now, key } = context;
      await audit.note({
        _id: `turn:${hash(key)}:${command.name}`,
        ...{ at: now, by: person.id, platform: place.platform, action: command.name },
        ...(request.id === undefined || !SAFE.test(request.id) ? {} : { about: request.id }),
      });
      return command.run(context, request);
    },
  };
}

/** An id of ours; anything else may be content. */
const SAFE = /^[\w.:@-]{1,80}$/;

/** A delivery's key names the conversation that it came in. */
function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

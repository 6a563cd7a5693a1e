import { CommandError } from '../errors';
import type { Request } from '../wire';
import { ADMIN_COMMANDS } from './admin';
import { type Command, checkCall, type Reply, type Store } from './command';
import { HANDSHAKE_COMMANDS } from './handshake';
import { READ_COMMANDS } from './read';
import { WRITE_COMMANDS } from './write';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({ ...HANDSHAKE_COMMANDS, ...READ_COMMANDS, ...WRITE_COMMANDS, ...ADMIN_COMMANDS }),
);

export const COMMAND_NAMES: readonly string[] = [...COMMANDS.keys()];

/** Runs the command of a message. @throws CommandError, which is the answer then */
export async function runCommand(store: Store, request: Request): Promise<Reply> {
  const { body, sequences } = request;
  const [name = ''] = Object.keys(body);
  const command = COMMANDS.get(name);
  if (!command) throw new CommandError(59, `no such command: '${name}'`);
  checkCall(name, command, body);
  const database = body.$db;
  if (typeof database !== 'string' || database === '')
    throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  return command.run({ store, database, body, sequences });
}

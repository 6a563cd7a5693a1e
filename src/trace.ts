import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const turns = new AsyncLocalStorage<string>();

/** The short random id of the turn that this is done for; it is on every log line from the door to the database. */
export function currentTurn(): string | undefined {
  return turns.getStore();
}

/** Does the work as part of a turn: the one that is under way, else a new one. */
export function inTurn<T>(work: () => T, newId: () => string = shortId): T {
  return turns.getStore() === undefined ? turns.run(newId(), work) : work();
}

function shortId(): string {
  return randomUUID().slice(0, 8);
}

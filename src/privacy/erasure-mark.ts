import { createHash } from 'node:crypto';

/**
 * What a finished erasure keeps of an account or chat: enough to know it again when an older copy of the data brings it back,
 * and for nobody else to tell whose it is. Salted with the pseudonym, so that two erasures of one account look unlike.
 */
export function erasureMark(pseudonym: string, key: string): string {
  return createHash('sha256').update(`${pseudonym} ${key}`).digest('hex');
}

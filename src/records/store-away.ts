import { isStoreAway } from '../storage/errors';
import { BotError } from '../turn/errors';

/** Runs an operation of the store; that the store is away becomes the error which people understand. */
export async function orStoreAway<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw isStoreAway(error) ? new BotError('store-away', { cause: error }) : error;
  }
}

import { isStoreAway } from '../storage/errors';
import { BotError } from '../turn/errors';

/** The same object, with every method's absent store as the error which people understand. */
export function withStoreAway<T extends object>(target: T): T {
  return new Proxy(target, {
    get: (_target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => orStoreAway(async () => Reflect.apply(method, target, args));
    },
  });
}

/** Runs an operation of the store; that the store is away becomes the error which people understand. */
export async function orStoreAway<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw isStoreAway(error) ? new BotError('store-away', { cause: error }) : error;
  }
}

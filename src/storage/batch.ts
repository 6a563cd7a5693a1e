/**
 * Shares round trips: what is asked while one is under way goes together into the next. A caller that comes alone is served
 * at once; under load the cost of a round trip is divided among all who wait.
 * @param run serves the items together, one result or error for each, in their order. A rejection is everyone's.
 */
export function createBatcher<T, R>(
  run: (items: readonly T[]) => Promise<readonly (R | Error)[]>,
): (item: T) => Promise<R> {
  interface Waiter {
    readonly item: T;
    resolve(result: R): void;
    reject(error: unknown): void;
  }
  let waiting: Waiter[] = [];
  let running = false;

  const serve = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const results = await run(batch.map(({ item }) => item));
        for (const [index, waiter] of batch.entries()) {
          const result = results[index];
          if (result instanceof Error) waiter.reject(result);
          else waiter.resolve(result as R);
        }
      } catch (error) {
        for (const waiter of batch) waiter.reject(error);
      }
    }
    running = false;
  };

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // Those who ask in the same turn of the event loop go together from the start.
      if (!running && waiting.length === 1) setImmediate(() => void (running || serve()));
    });
}

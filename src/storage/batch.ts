export interface Batcher<T, R> {
  /** Serves the item together with whatever else is waiting; settles with its own result. */
  add(item: T): Promise<R>;
  /** Resolves when everything added until now has been served, without waiting for the rest between rounds. */
  flush(): Promise<void>;
}

interface Waiter<T, R> {
  readonly item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Shares round trips: what is asked while one is under way goes together into the next. A caller that comes alone is served
 * at once; under load the cost of a round trip is divided among all who wait.
 * @param run serves the items together, one result or error for each, in their order. A rejection is everyone's.
 * @param restMs the least time between the end of one round and the start of the next, for what nobody waits for.
 */
export function createBatcher<T, R>(
  run: (items: readonly T[]) => Promise<readonly (R | Error)[]>,
  restMs = 0,
): Batcher<T, R> {
  let waiting: Waiter<T, R>[] = [];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let restedAt = Number.NEGATIVE_INFINITY;

  const serve = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result instanceof Error) reject(result);
        else resolve(result as R);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    running = undefined;
    restedAt = performance.now() + restMs;
    if (waiting.length > 0) schedule();
  };

  const start = (): void => {
    if (running === undefined && waiting.length > 0) running = serve();
  };

  const schedule = (): void => {
    const rest = restedAt - performance.now();
    // Those who ask in the same turn of the event loop go together from the start.
    if (rest < 1) setImmediate(start);
    else timer ??= setTimeout(start, rest);
  };

  return {
    add: (item) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (running === undefined && waiting.length === 1) schedule();
      }),
    flush: async () => {
      // At most the round under way and one more: what is added later is not waited for.
      for (let round = 0; round < 2 && (running !== undefined || waiting.length > 0); round += 1) {
        start();
        await running;
      }
    },
  };
}

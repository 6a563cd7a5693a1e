import type { Connection } from 'mongoose';

const PATIENCE_MS = 2_000;

/**
 * How long the oldest message that is due has waited to be sent, in seconds; 0 when none waits. One look into the index.
 * @returns undefined when the store can't be asked.
 */
export async function queueAge(connection: Connection, now: Date): Promise<number | undefined> {
  try {
    const [oldest] = await connection
      .collection('deliveries')
      .find(
        { state: 'queued', due: { $lte: now } },
        { projection: { due: 1 }, sort: { due: 1 }, limit: 1, timeoutMS: PATIENCE_MS },
      )
      .toArray();
    return oldest === undefined ? 0 : (now.getTime() - new Date(oldest.due).getTime()) / 1_000;
  } catch {
    return undefined;
  }
}

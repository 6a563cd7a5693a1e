import type { Connection } from 'mongoose';
import { recordModelsOf } from '../../../records/models';

/** Forgets the search words of a record that is gone, where no other record has them: they are its content too. */
export async function unlearn(connection: Connection, terms: readonly string[] = []): Promise<void> {
  const { examples, initiatives, matters, words } = recordModelsOf(connection);
  for (const term of terms) {
    const used = await Promise.all(
      [examples, initiatives, matters].map((model) => model.exists({ terms: term })),
    );
    if (used.every((one) => one === null)) await words.deleteOne({ _id: term });
  }
}

import { entryKey, idPrefix, prefixRange } from './collection';
import type { Store } from './commands/command';
import { keysOf } from './indexes';
import { decode } from './values';

/**
 * Compares every document with every index entry, both ways. Resolves with one line for each difference, none when
 * all agree; reads everything, so it is for tests and for a store that is suspected.
 */
export function checkIntegrity({ catalog, engine }: Pick<Store, 'catalog' | 'engine'>): string[] {
  const problems: string[] = [];
  for (const collection of catalog.all()) {
    const wanted = new Map(collection.indexes.map((index) => [index, new Set<string>()]));
    for (const { record, bytes } of collection.records()) {
      const doc = decode(bytes);
      for (const [index, keys] of wanted)
        for (const key of keysOf(index, doc).keys) {
          const entry = entryKey(index, key, record).toString('latin1');
          if (keys.has(entry))
            problems.push(`${collection.namespace}: ${index.name} has one key for two documents`);
          keys.add(entry);
        }
    }
    for (const [index, keys] of wanted) {
      for (const { key, value } of engine.scan(engine.entries, prefixRange(idPrefix(index.id)))) {
        const isWanted = keys.delete(key.toString('latin1'));
        const record = value.readUIntBE(0, 6);
        if (!isWanted)
          problems.push(`${collection.namespace}: ${index.name} has an entry that no document makes`);
        else if (collection.read(record) === undefined)
          problems.push(
            `${collection.namespace}: ${index.name} points to record ${record}, which is not there`,
          );
      }
      if (keys.size > 0) problems.push(`${collection.namespace}: ${index.name} lacks ${keys.size} entries`);
    }
  }
  return problems;
}

import { mongo } from 'mongoose';
import { erasureMark } from '../privacy/erasure-mark';

export const ERASURES = 'erasures';

type Documents = Iterable<mongo.Document>;

interface Marked {
  readonly _id: string;
  readonly of: readonly string[];
}

/**
 * The erasures that were finished after the older of two exports was made, as they have to stand in a database restored from
 * it: begun anew where the restored documents hold the forgotten person again, so that the bot finishes them when it starts,
 * and else as they are.
 */
export function erasuresSince(
  newer: Documents,
  older: Documents,
  restored: Iterable<Documents>,
): readonly mongo.Document[] {
  const before = new Set([...older].map(({ _id }) => String(_id)));
  const since = [...newer].filter(isFinished).filter(({ _id }) => !before.has(_id));
  if (since.length === 0) return [];
  const keys = new Set<string>();
  for (const documents of restored) for (const document of documents) collectKeys(plain(document), keys);
  return since.map((erasure) => {
    const back = [...keys].filter((key) => erasure.of.includes(erasureMark(erasure._id, key)));
    if (back.length === 0) return erasure;
    const { finishedAt: _finished, counts: _counts, ...rest } = erasure as mongo.Document;
    // Accounts and chats need not be told apart: no chat has an account's key.
    return { ...rest, state: 'started', ids: back, conversations: back };
  });
}

function isFinished(document: mongo.Document): document is mongo.Document & Marked {
  return document.state === 'done' && Array.isArray(document.of);
}

const plain = (document: mongo.Document): mongo.Document =>
  mongo.BSON.deserialize(mongo.BSON.serialize(document));

/** Everything that could be the key of an account or a chat, wherever it stands. */
function collectKeys(value: unknown, keys: Set<string>): void {
  if (typeof value === 'string') {
    if (/^(?:teams|slack|terminal):/.test(value)) keys.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collectKeys(inner, keys);
  }
}

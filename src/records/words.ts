import type { Model } from 'mongoose';
import { editDistance } from '../knowledge/understand/words/spelling';
import { isDuplicateKey } from '../storage/errors';
import type { WordDocument } from './schema';
import { shortened } from './terms';

/** How many words a beginning or a misspelling may stand for. */
const MOST = 30;

export interface Meaning {
  readonly terms: readonly string[];
  readonly corrected: boolean;
  /** Roughly how many records hold them. */
  readonly uses: number;
}

export interface Words {
  /** Makes terms findable by their misspellings. Called before the record is written: a word too many does no harm. */
  learn(terms: readonly string[]): Promise<void>;
  /** The terms in use that a searched term may stand for: itself, else those it begins, else those one slip away. */
  resolve(term: string): Promise<Meaning>;
}

export function createWords(model: Model<WordDocument>): Words {
  return {
    learn: async (terms) => {
      const known = await model.find({ _id: { $in: [...terms] } }, { _id: 1 }).lean();
      const seen = new Set(known.map(({ _id }) => _id));
      const fresh = terms.filter((term) => !seen.has(term));
      if (fresh.length > 0) await add(model, fresh);
      await model.updateMany({ _id: { $in: [...terms] } }, { $inc: { uses: 1 } });
    },
    resolve: async (term) => {
      const exact = await model.findById(term, USES).lean();
      if (exact !== null) return meaning([exact], false);
      const begun = await beginning(model, term);
      return begun.length > 0 ? meaning(begun, false) : meaning(await misspelt(model, term), true);
    },
  };
}

type Use = Pick<WordDocument, '_id' | 'uses'>;
const USES = { uses: 1 } as const;

function meaning(words: readonly Use[], corrected: boolean): Meaning {
  const uses = words.reduce((sum, word) => sum + (word.uses ?? 0), 0);
  return { terms: words.map(({ _id }) => _id), corrected, uses };
}

async function add(model: Model<WordDocument>, terms: readonly string[]): Promise<void> {
  const documents = terms.map((term) => ({ _id: term, near: [term, ...shortened(term)], uses: 0 }));
  try {
    await model.insertMany(documents, { ordered: false });
  } catch (error) {
    // Another turn has learnt the same word in between.
    if (!isDuplicateKey(error)) throw error;
  }
}

async function beginning(model: Model<WordDocument>, term: string): Promise<Use[]> {
  if (term.length < 3) return [];
  return model
    .find({ _id: { $gte: term, $lt: `${term}\uffff` } }, USES)
    .limit(MOST)
    .lean();
}

async function misspelt(model: Model<WordDocument>, term: string): Promise<Use[]> {
  if (term.length < 4) return [];
  const found = await model
    .find({ near: { $in: [term, ...shortened(term)] } }, USES)
    .limit(MOST)
    .lean();
  const ranked = found.map(({ _id, uses }) => ({ _id, uses, edits: editDistance(term, _id, 2) }));
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked.filter(({ edits }) => edits === least);
}

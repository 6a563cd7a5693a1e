import type { Model } from 'mongoose';
import { editDistance } from '../knowledge/words/spelling';
import { isDuplicateKey } from '../storage/errors';
import type { WordDocument } from './schema';
import { shortened } from './terms';

/** How many words a beginning or a misspelling may stand for. */
const MOST = 30;

export interface Words {
  /** Makes terms findable by their misspellings. Called before the record is written: a word too many does no harm. */
  learn(terms: readonly string[]): Promise<void>;
  /** The terms in use that a searched term may stand for: itself, else those it begins, else those one slip away. */
  resolve(term: string): Promise<{ readonly terms: readonly string[]; readonly corrected: boolean }>;
}

export function createWords(model: Model<WordDocument>): Words {
  return {
    learn: async (terms) => {
      const known = await model.find({ _id: { $in: [...terms] } }, { _id: 1 }).lean();
      const seen = new Set(known.map(({ _id }) => _id));
      const fresh = terms.filter((term) => !seen.has(term));
      if (fresh.length === 0) return;
      const documents = fresh.map((term) => ({ _id: term, near: [term, ...shortened(term)] }));
      try {
        await model.insertMany(documents, { ordered: false });
      } catch (error) {
        // Another turn has learnt the same word in between.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    resolve: async (term) => {
      if ((await model.findById(term).lean()) !== null) return { terms: [term], corrected: false };
      const begun = await beginning(model, term);
      if (begun.length > 0) return { terms: begun, corrected: false };
      return { terms: await misspelt(model, term), corrected: true };
    },
  };
}

async function beginning(model: Model<WordDocument>, term: string): Promise<string[]> {
  if (term.length < 3) return [];
  const found = await model
    .find({ _id: { $gte: term, $lt: `${term}\uffff` } }, { _id: 1 })
    .limit(MOST)
    .lean();
  return found.map(({ _id }) => _id);
}

async function misspelt(model: Model<WordDocument>, term: string): Promise<string[]> {
  if (term.length < 4) return [];
  const found = await model
    .find({ near: { $in: [term, ...shortened(term)] } }, { _id: 1 })
    .limit(MOST)
    .lean();
  const ranked = found.map(({ _id }) => ({ _id, edits: editDistance(term, _id, 2) }));
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked.filter(({ edits }) => edits === least).map(({ _id }) => _id);
}

import type { Signatory } from '../pack/schema';
import type { Unit } from '../understand/analyse';
import { fold, tokenize } from '../understand/words/normalise';
import { type Facts, foldedText, type Structured } from './structured';

const ANY =
  /\b(?:nagon|nagot|nagra|vilka|vilken|vilket|den|det|de|any|some|which|an|a|foreningen|foreningar|organisationen)\b/u;
const GENERAL_WORD =
  /^(?:foren|organi|klubb|lokal|stift|studie|social|aktor|kommun|verksam|center|akadem|frivil|samhal|namnd|forval|kultur|ungdom)/u;
/** So many letters in common make `kurdish` and `Kurdiska` the same. */
const ROOT = 5;

function meant({ units }: Structured): Unit[] {
  return units.filter(
    ({ word, general, attribute }) =>
      !general && !attribute && word.length >= ROOT && !GENERAL_WORD.test(word),
  );
}

/** Those who have a word of the question in their names: *någon kurdisk förening*. None when the question is of another kind. */
export function namedByWord(question: Structured, facts: Facts): Signatory[] {
  if (!ANY.test(foldedText(question))) return [];
  const town = fold(facts.pack.name.sv);
  const roots = meant(question)
    .filter(({ word }) => word !== town)
    .map(({ word }) => word.slice(0, ROOT));
  return facts.pack.register.signatories.filter(({ name }) =>
    tokenize(name).some(({ word }) => !GENERAL_WORD.test(word) && roots.includes(word.slice(0, ROOT))),
  );
}

export { createKnowledge, type Knowledge } from './knowledge';
export { type LoadedKnowledge, loadKnowledge } from './load-knowledge';
export { type LoadedPack, loadPack, PackError } from './pack/load';
export type { Council, Entry, Pack, Person, Register, Signatory, SignatoryCategory } from './pack/schema';
export type {
  Answer,
  Choice,
  CommandLike,
  CuratedEntry,
  Declined,
  Exchange,
  Labelled,
  Language,
  Outcome,
  Question,
  ShownSource,
  Smalltalk,
  SmalltalkKind,
} from './types';

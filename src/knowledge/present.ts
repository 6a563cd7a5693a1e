import type { Entry, EntrySource, Pack } from './pack/schema';
import type { Answer, Labelled, ShownSource } from './types';
import type { Language } from './understand/words/stem';

/** Turns what the pack holds into answers. */
export interface Presenter {
  entry(entry: Entry, language: Language): Answer;
  source(source: EntrySource, language: Language): ShownSource;
  /** Entries as buttons; ids that lead nowhere are left out. */
  labels(ids: readonly string[], language: Language): Labelled[];
}

/** A presenter for a pack; documents are shown by the names the pack gives them. */
export function createPresenter(pack: Pack): Presenter {
  const names = new Map(pack.documents.map((document) => [document.id, document.name]));
  const titles = new Map(pack.entries.map((entry) => [entry.id, entry.title]));
  const source = ({ document, section, parent, page }: EntrySource, language: Language): ShownSource => ({
    document,
    name: names.get(document)?.[language] ?? document,
    section,
    ...(parent ? { parent } : {}),
    ...(page ? { page } : {}),
  });
  const labels = (ids: readonly string[], language: Language): Labelled[] =>
    ids.flatMap((entryId) => {
      const title = titles.get(entryId);
      return title ? [{ entryId, label: title[language] }] : [];
    });
  const entry = (found: Entry, language: Language): Answer => ({
    kind: 'answer',
    language,
    entryId: found.id,
    title: found.title[language],
    body: found.text[language],
    ...(found.note ? { note: found.note[language] } : {}),
    ...(found.more ? { more: found.more[language] } : {}),
    sources: found.sources.map((item) => source(item, language)),
    related: labels(found.related, language),
    topic: found.topic ?? found.id,
  });
  return { entry, source, labels };
}

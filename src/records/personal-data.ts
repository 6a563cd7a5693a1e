import { forgetInItems } from '../privacy/forget-in-items';
import {
  type DataDeclaration,
  type Forgotten,
  NOTHING_FORGOTTEN,
  type Subject,
} from '../privacy/personal-data';
import type { Language } from '../turn/turn';
import type { CommonContent } from './entry';
import type { RecordDocument, RecordModel, RecordModels } from './models';
import { personalTexts } from './personal-texts';
import { orStoreAway } from './store-away';

type Document = RecordDocument<CommonContent>;

/** What people have logged, changed, confirmed and commented on. */
export function recordsData(models: RecordModels): readonly DataDeclaration[] {
  const kinds = [
    { name: 'examples', model: models.examples, of: 'example' },
    { name: 'initiatives', model: models.initiatives, of: 'initiative' },
    { name: 'matters', model: models.matters, of: 'matter' },
  ] as const;
  return [
    ...kinds.map(
      ({ name, model, of }): DataDeclaration => ({
        name,
        models: [of],
        explain: { sv: personalTexts.sv[of], en: personalTexts.en[of] },
        collect: async ({ ids }, language) =>
          (await touchedBy(model, ids)).map((entry) => ({
            line: lineOf(entry, ids, language),
            data: ownPart(entry, ids),
          })),
        forget: (subject, pseudonym) => orStoreAway(() => forget(model, subject, pseudonym)),
      }),
    ),
    { models: ['counter'], none: 'running numbers by kind and year' },
    { models: ['word'], none: 'words that records are found by, without who wrote them' },
  ];
}

function touchedBy(model: RecordModel, ids: readonly string[]): Promise<Document[]> {
  return orStoreAway(() =>
    model
      .find({ 'history.by': { $in: [...ids] } })
      .sort({ code: 1 })
      .lean<Document[]>(),
  );
}

function lineOf(entry: Document, ids: readonly string[], language: Language): string {
  const logged = ids.includes(entry.createdBy.id);
  return personalTexts[language].line(entry.code, entry.content.title, logged);
}

/** The record's content where the person logged it, and otherwise no more than their own doings: the rest is others'. */
function ownPart(entry: Document, ids: readonly string[]): Readonly<Record<string, unknown>> {
  const { code, content, createdBy, createdAt, status, withdrawn } = entry;
  const mine = ids.includes(createdBy.id);
  return {
    code,
    title: content.title,
    ...(mine ? { status, withdrawn, createdAt, createdBy, content } : {}),
    history: entry.history.filter(({ by }) => ids.includes(by)),
    responses: entry.responses.filter(({ by }) => ids.includes(by)),
  };
}

/**
 * Who logged it goes first, since the history is what finds the record again after an interruption. Nothing of the content
 * is touched and the version stays: it is not a change to the record, and nobody's open form becomes outdated.
 */
async function forget(model: RecordModel, { ids }: Subject, pseudonym: string): Promise<Forgotten> {
  const those = [...ids];
  const found = await model
    .find({ 'history.by': { $in: those } }, { code: 1, createdBy: 1 })
    .lean<Document[]>();
  if (found.length === 0) return NOTHING_FORGOTTEN;
  for (const { code, createdBy } of found) {
    if (ids.includes(createdBy.id))
      await forgetCreator(model, code, createdBy.administration, those, pseudonym);
    await forgetSteps(model, code, those, pseudonym);
  }
  return { erased: 0, pseudonymised: found.length };
}

async function forgetCreator(
  model: RecordModel,
  code: string,
  administration: string | undefined,
  ids: readonly string[],
  pseudonym: string,
): Promise<void> {
  const createdBy = { id: pseudonym, ...(administration === undefined ? {} : { administration }) };
  const mine = { code, 'createdBy.id': { $in: [...ids] } };
  // A matter's answer is told where it was reported; that place is the reporter's.
  const nowhere =
    model.schema.path('content.reportedIn') === undefined
      ? {}
      : { 'content.reportedIn.conversation': pseudonym, 'content.reportedIn.address': {} };
  // The origin holds the account's id, and is unique.
  await model.updateOne(mine, { $set: { ...nowhere, createdBy, origin: `${pseudonym}|${code}` } });
}

async function forgetSteps(
  model: RecordModel,
  code: string,
  ids: readonly string[],
  pseudonym: string,
): Promise<void> {
  const answered = { code, 'responses.by': { $in: [...ids] } };
  await forgetInItems(model, answered, { array: 'responses', ids, pseudonym });
  // A step's key may name the chat that it was said in.
  await forgetInItems(model, { code }, { array: 'history', ids, pseudonym, also: ['key'] });
}

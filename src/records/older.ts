import { datedMarks } from './derived';
import type { CommonContent } from './entry';
import type { RecordDocument, RecordModel, RecordModels } from './models';
import { titleKeys } from './similar';

const PAGE = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

type Older = Pick<
  RecordDocument<CommonContent>,
  'code' | 'version' | 'terms' | 'periods' | 'administrations' | 'content'
>;
const NEEDED = { code: 1, version: 1, terms: 1, periods: 1, administrations: 1, content: 1 } as const;

/**
 * Gives records that were saved before `dated` and `alike` were kept what a search within a period and the look for
 * duplicates find them by. It runs at the start and then once a day, since a replica of the old version may go on saving for
 * a while; a record that says nothing new is neither a new version nor in its history.
 */
export function createOlderRecords(
  models: Pick<RecordModels, 'examples' | 'initiatives' | 'matters'>,
): (now: Date) => Promise<void> {
  let looked: number | undefined;
  return async (now) => {
    if (looked !== undefined && now.getTime() - looked < DAY_MS) return;
    for (const model of [models.examples, models.initiatives, models.matters]) await complete(model);
    looked = now.getTime();
  };
}

async function complete(model: RecordModel): Promise<void> {
  for (;;) {
    const page = await model.find({ dated: null }, NEEDED).limit(PAGE).lean<Older[]>();
    for (const { code, version, terms, periods, administrations, content } of page) {
      const { partners, principles, title } = content;
      const dated = datedMarks({ terms, partners, principles, administrations }, periods);
      // Who has changed the record meanwhile has written both with the change.
      await model.updateOne({ code, version }, { $set: { dated, alike: titleKeys(title) } });
    }
    if (page.length < PAGE) return;
  }
}

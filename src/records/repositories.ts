import type { Connection } from 'mongoose';
import { calendarDate } from '../turn/calendar';
import { type Catalog, createNames, type Names } from './catalog';
import { createCodes } from './counters';
import type { CommonContent, Draft } from './entry';
import type { ExampleContent } from './kinds/example';
import type { InitiativeContent } from './kinds/initiative';
import type { MatterContent } from './kinds/matter';
import { createRecordModels } from './models';
import { createRepository, type RecordRepository } from './repository';
import { createWords } from './words';

/** What is logged to be told of. */
export interface RecordRepositories {
  readonly examples: RecordRepository<ExampleContent>;
  readonly initiatives: RecordRepository<InitiativeContent>;
}

/** Matters are for those who reported them and for the coordinators: nothing that tells of records gets to see them. */
export interface AllRepositories extends RecordRepositories {
  readonly matters: RecordRepository<MatterContent>;
}

/**
 * The repositories of all kinds of records on one connection.
 * @param timezone IANA name; it decides which year a record's code belongs to.
 */
export function createRepositories(
  connection: Connection,
  catalog: Catalog,
  timezone: string,
): AllRepositories {
  const models = createRecordModels(connection);
  const names = createNames(catalog);
  const shared = {
    nextCode: createCodes(models.counters),
    words: createWords(models.words),
    dayOf: (instant: Date) => calendarDate(instant, timezone),
  };
  return {
    examples: createRepository<ExampleContent>({
      ...shared,
      letter: 'E',
      model: models.examples,
      searchable: (draft) => {
        const { done, benefitMunicipality = '', benefitCivil = '' } = draft.content;
        return [...commonTexts(draft, names), done, benefitMunicipality, benefitCivil];
      },
      period: ({ from, to }) => ({ from, to }),
    }),
    initiatives: createRepository<InitiativeContent>({
      ...shared,
      letter: 'D',
      model: models.initiatives,
      searchable: (draft) => {
        const { outcome = '', nextStep = '' } = draft.content;
        return [...commonTexts(draft, names), outcome, nextStep];
      },
      period: ({ date }) => ({ from: date }),
    }),
    matters: createRepository<MatterContent>({
      ...shared,
      letter: 'H',
      model: models.matters,
      searchable: (draft) => {
        const { details = '', answer = '' } = draft.content;
        return [...commonTexts(draft, names), details, answer];
      },
      period: () => ({}),
    }),
  };
}

function commonTexts({ content, administrations }: Draft<CommonContent>, names: Names): string[] {
  return [
    content.title,
    ...content.partners,
    ...content.principles.flatMap((id) => [names.principle(id, 'sv'), names.principle(id, 'en')]),
    ...administrations.map((id) => names.administration(id)),
  ];
}

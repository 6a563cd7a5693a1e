import type { Audit } from '../../audit/audit';
import type { FileSource } from '../../downloads/downloads';
import type { PersonalData, Subject } from '../../privacy/personal-data';
import type { Language, PersonId } from '../../turn/turn';

interface OwnDataOptions {
  readonly audit: Pick<Audit, 'note'>;
  readonly newId: () => string;
  readonly personalData: () => readonly PersonalData[];
  readonly subjectOf: (person: PersonId) => Promise<Subject>;
}

const FILE_NAME: Readonly<Record<Language, string>> = { sv: 'mina-uppgifter.json', en: 'my-data.json' };

/** Everything about the one who asks, as JSON, made when it is fetched. That it was is noted first, as of every export. */
export function ownDataFile({ personalData, subjectOf, audit, newId }: OwnDataOptions): FileSource {
  return {
    name: 'own-data',
    permission: 'privacy.own',
    fileName: ({ language }) => FILE_NAME[language],
    open: async ({ person, platform, language }, now) => {
      const event = { _id: `own-data:${newId()}`, at: now, by: person, platform };
      await audit.note({ ...event, action: 'own-data.made', fields: ['json'] });
      const subject = await subjectOf(person);
      const kept: Record<string, object> = {};
      for (const data of personalData()) {
        const { what, why, until, erasure } = data.explain[language];
        const items = await data.collect(subject, language);
        kept[data.name] = { what, why, until, erasure, items: items.map((item) => item.data) };
      }
      const file = { made: now.toISOString(), accounts: subject.ids, ...kept };
      return {
        name: FILE_NAME[language],
        mediaType: 'application/json; charset=utf-8',
        body: once(`${JSON.stringify(file, null, 2)}\n`),
      };
    },
  };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

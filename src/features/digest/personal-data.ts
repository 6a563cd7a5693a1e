import type { Model } from 'mongoose';
import type { PersonalData } from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import type { Addressee, Issue, IssueEvent } from './issue';

/** To whom a digest has gone, and who has prepared, approved or sent it. */
export function digestData(issues: Model<Issue>): PersonalData {
  return {
    name: 'digests',
    models: ['digest'],
    explain: {
      sv: {
        what: 'Månadsbrev som har skickats till dig, och vad du har gjort med dem som samordnare',
        why: 'så att ingen får dem två gånger och det syns vem som beslutade',
        until: 'så länge månadsbreven sparas',
        erasure: 'Du tas bort bland mottagarna. Det du beslutade som samordnare står kvar utan ditt konto.',
      },
      en: {
        what: 'Digests that have been sent to you, and what you did with them as a coordinator',
        why: 'so that nobody gets them twice, and who decided can be seen',
        until: 'as long as the digests are kept',
        erasure:
          'You are taken out of the recipients. What you decided as a coordinator stays without your account.',
      },
    },
    collect: ({ ids }) =>
      orStoreAway(async () => {
        const all = await involving(issues, ids);
        return all.map(({ _id: month, roster = [], history }) => {
          const received = roster.some(({ recipient }) => ids.includes(recipient));
          const done = history.filter(({ by }) => ids.includes(by)).map(({ action }) => action);
          return { line: [month, ...done].join(', '), data: { month, received, done } };
        });
      }),
    forget: ({ ids }, pseudonym) =>
      orStoreAway(async () => {
        const all = await involving(issues, ids);
        for (const issue of all) await takeOut(issues, issue, ids, pseudonym);
        const received = all.filter(({ roster }) => roster?.some(({ recipient }) => ids.includes(recipient)));
        return { erased: received.length, pseudonymised: all.length - received.length };
      }),
  };
}

type Involving = Pick<Issue, '_id' | 'version' | 'preparedBy' | 'history'> & {
  readonly roster?: readonly Addressee[];
};

/** There is one a month: they are few enough to be looked through. */
async function involving(issues: Model<Issue>, ids: readonly string[]): Promise<Involving[]> {
  const all = await issues
    .find({}, { version: 1, preparedBy: 1, history: 1, roster: 1 })
    .sort({ state: 1, until: -1 })
    .lean<Involving[]>();
  return all.filter(
    ({ roster = [], history, preparedBy }) =>
      ids.includes(preparedBy) ||
      roster.some(({ recipient }) => ids.includes(recipient)) ||
      history.some(({ by }) => ids.includes(by)),
  );
}

async function takeOut(
  issues: Model<Issue>,
  { _id, version, preparedBy, history, roster }: Involving,
  ids: readonly string[],
  pseudonym: string,
): Promise<void> {
  const of = (id: string): string => (ids.includes(id) ? pseudonym : id);
  const kept: IssueEvent[] = history.map((event) => ({ ...event, by: of(event.by) }));
  const rest = roster?.filter(({ recipient }) => !ids.includes(recipient));
  // Where somebody changes it at the same moment, the erasure is run again.
  await issues.updateOne(
    { _id, version },
    {
      $set: { preparedBy: of(preparedBy), history: kept, ...(rest === undefined ? {} : { roster: rest }) },
    },
  );
}

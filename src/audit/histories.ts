import type { Model } from 'mongoose';
import type { Member } from '../features/members/model';
import type { Curated } from '../features/questions/model';
import type { CommonContent } from '../records/entry';
import type { RecordDocument, RecordModels } from '../records/models';
import type { Audit } from './audit';
import type { AuditEvent } from './model';

/** A collection whose documents carry their own history, and how that reads as audit events. */
export interface HistorySource {
  readonly name: string;
  /** Documents whose latest change has not been noted, or all of them. */
  find(all: boolean, after: unknown, limit: number): Promise<readonly { readonly _id: unknown }[]>;
  events(document: never): readonly AuditEvent[];
  /** Marks the document as noted, unless it has changed since it was read. */
  done(document: never): Promise<void>;
}

const PAGE = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Fills the audit log from the histories. A change and its history are one write, and that write takes the mark `audited`
 * away; this finds what has none, adds what is missing, each step under a key of its own, and sets the mark. So a change
 * without its event can't stay, whenever a process dies. Once a day everything is gone through, marked or not.
 */
export function createAuditFiller(
  sources: readonly HistorySource[],
  audit: Audit,
): (now: Date) => Promise<void> {
  let throughAll: number | undefined;
  return async (now) => {
    const all = throughAll === undefined || now.getTime() - throughAll >= DAY_MS;
    for (const source of sources) await fill(source, audit, all);
    if (all) throughAll = now.getTime();
  };
}

async function fill(source: HistorySource, audit: Audit, all: boolean): Promise<void> {
  let after: unknown;
  for (;;) {
    const page = await source.find(all, after, PAGE);
    await audit.note(...page.flatMap((document) => source.events(document as never)));
    for (const document of page) await source.done(document as never);
    if (page.length < PAGE) return;
    after = page.at(-1)?._id;
  }
}

/** The records of every kind, the register of members, and the answers of coordinators. */
export function historySources(
  records: RecordModels,
  members: Model<Member>,
  curated: Model<Curated>,
): readonly HistorySource[] {
  const kinds = [
    { name: 'example', model: records.examples },
    { name: 'initiative', model: records.initiatives },
    { name: 'matter', model: records.matters },
  ] as const;
  return [
    ...kinds.map(({ name, model }) =>
      source<RecordDocument<CommonContent> & { _id: unknown }>(name, model as never, {
        events: ({ code, history }) =>
          history.map(({ version, at, by, platform, action, changes }) => ({
            ...{ _id: `${name}:${code}:${version}`, at, by, platform, action: `${name}.${action}` },
            ...{ about: code, version, fields: changes.map(({ field }) => field) },
          })),
        same: ({ version }) => ({ version }),
      }),
    ),
    source<Member & { _id: unknown }>('member', members as never, {
      events: ({ _id, history = [] }) =>
        history.map(({ at, by, platform, action }, index) => ({
          ...{ _id: `member:${_id}:${index + 1}`, at, by, platform, action: `member.${action}` },
          ...{ about: `member:${_id}`, version: index + 1 },
        })),
      same: ({ history = [] }) => ({ history: { $size: history.length } }),
    }),
    source<Curated & { _id: string }>('answer', curated as never, {
      events: ({ _id, history }) =>
        history.map(({ version, at, by, platform, state }) => ({
          ...{ _id: `answer:${_id}:${version}`, at, by, platform, about: _id, version },
          action: state === 'active' ? 'answer.saved' : 'answer.withdrawn',
        })),
      same: ({ version }) => ({ version }),
    }),
  ];
}

interface Reading<D> {
  events(document: D): readonly AuditEvent[];
  /** A filter that holds as long as the document has not changed. */
  same(document: D): object;
}

function source<D extends { readonly _id: unknown }>(
  name: string,
  model: Model<D>,
  { events, same }: Reading<D>,
): HistorySource {
  const open = (all: boolean): object => (all ? {} : { audited: null });
  return {
    name,
    find: (all, after, limit) =>
      model
        .find({ ...open(all), ...(after === undefined ? {} : { _id: { $gt: after } }) } as never)
        .sort({ _id: 1 })
        .limit(limit)
        .lean<D[]>()
        .exec(),
    events: (document: D) => events(document),
    done: async (document: D & { readonly audited?: boolean }) => {
      if (document.audited === true) return;
      await model.updateOne(
        { _id: document._id, ...same(document) } as never,
        { $set: { audited: true } } as never,
      );
    },
  };
}

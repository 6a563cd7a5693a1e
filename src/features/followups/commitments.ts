import { type Connection, type Model, Schema } from 'mongoose';
import { addDays } from '../../forms/calendar-days';
import type { Catalog } from '../../records/catalog';
import type { CommonContent, Entry } from '../../records/entry';
import { orStoreAway } from '../../records/store-away';
import type { Language, PersonId, PlatformName, TurnContext } from '../../turn/turn';

/** What one administration has said of one commitment for one year. */
export interface CommitmentAnswer {
  /** `A-2026-002.socialforvaltningen`: year, commitment, administration. */
  readonly _id: string;
  readonly year: number;
  readonly number: number;
  readonly administration: string;
  /** Empty when nothing was done. */
  readonly text: string;
  readonly by: PersonId;
  readonly name?: string;
  readonly platform: PlatformName;
  readonly at: Date;
  /** What was said before, oldest first. */
  readonly earlier: readonly { readonly text: string; readonly by: PersonId; readonly at: Date }[];
}

/** A commitment as it is asked about; `answer` is undefined until it has been answered. */
export interface CommitmentContent extends CommonContent {
  readonly number: number;
  readonly year: number;
  readonly names: Readonly<Record<Language, string>>;
  readonly answer?: string;
  readonly answeredAt?: Date;
}

/** The agreement says that the parties follow the commitments up once a year; this is how long before its day they are asked. */
const DAYS_BEFORE = 60;
const CODE = /^A-(\d{4})-(\d{3})\.([a-z0-9-]{1,60})$/;

export interface CommitmentOptions {
  readonly connection: Connection;
  readonly catalog: Pick<Catalog, 'administrations' | 'commitments'>;
  /** The last day of every year's follow-up, MM-DD; nothing is asked without one. */
  readonly yearly?: string;
  /** The agreement's first and last day, YYYY-MM-DD. */
  readonly agreement: { readonly from: string; readonly until: string };
}

export interface Commitments {
  readonly model: Model<CommitmentAnswer>;
  byCode(code: string): Promise<Entry<CommitmentContent> | undefined>;
  /** What is asked on a day, one for each commitment and administration that has not answered this year. */
  openOn(today: string): Promise<readonly Entry<CommitmentContent>[]>;
  /** What has been answered for a year, by commitment and administration. */
  ofYear(year: number): Promise<readonly CommitmentAnswer[]>;
  /** Keeps an answer, and what it replaces. The same words again change nothing. */
  answer(code: string, text: string, context: TurnContext): Promise<void>;
}

/** The yearly follow-up of the pack's commitments. @throws BotError `store-away` from every method. */
export function createCommitments(options: CommitmentOptions): Commitments {
  const model = options.connection.model<CommitmentAnswer>('commitment-answer', schema());
  const read = (ids: readonly string[]): Promise<CommitmentAnswer[]> =>
    orStoreAway(() =>
      model
        .find({ _id: { $in: [...ids] } })
        .lean<CommitmentAnswer[]>()
        .exec(),
    );
  return {
    model,
    byCode: async (code) => {
      const [, year, number, administration] = CODE.exec(code) ?? [];
      if (administration === undefined) return undefined;
      return toEntry(Number(year), Number(number), administration, (await read([code]))[0], options.catalog);
    },
    openOn: async (today) => {
      const year = Number(today.slice(0, 4));
      if (!isAsked(today, options)) return [];
      const { administrations, commitments } = options.catalog;
      const all = administrations.flatMap(({ id }) =>
        commitments.map(({ number }) => ({ id, number, code: codeOf(year, number, id) })),
      );
      const answered = new Set((await read(all.map(({ code }) => code))).map(({ _id }) => _id));
      return all
        .filter(({ code }) => !answered.has(code))
        .flatMap(({ id, number }) => toEntry(year, number, id, undefined, options.catalog) ?? []);
    },
    ofYear: (year) =>
      orStoreAway(() =>
        model.find({ year }).sort({ number: 1, administration: 1 }).lean<CommitmentAnswer[]>().exec(),
      ),
    answer: async (code, text, { person, place, now }) => {
      const [, year, number, administration = ''] = CODE.exec(code) ?? [];
      const [before] = await read([code]);
      if (before?.text === text) return;
      const said = { text, by: person.id, platform: place.platform, at: now };
      const seat = { year: Number(year), number: Number(number), administration };
      const earlier =
        before === undefined ? [] : [...before.earlier, { text: before.text, by: before.by, at: before.at }];
      const named = person.name === undefined ? {} : { name: person.name };
      await orStoreAway(() =>
        model.updateOne({ _id: code }, { $set: { ...seat, ...said, ...named, earlier } }, { upsert: true }),
      );
    },
  };
}

function isAsked(today: string, { yearly, agreement }: CommitmentOptions): boolean {
  if (yearly === undefined || today < agreement.from || today > agreement.until) return false;
  const last = `${today.slice(0, 4)}-${yearly}`;
  return today >= addDays(last, -DAYS_BEFORE) && today <= last;
}

function codeOf(year: number, number: number, administration: string): string {
  return `A-${year}-${String(number).padStart(3, '0')}.${administration}`;
}

/** As a record: it belongs to its administration, and may be asked about wherever its representative is. */
function toEntry(
  year: number,
  number: number,
  administration: string,
  answer: CommitmentAnswer | undefined,
  { administrations, commitments }: CommitmentOptions['catalog'],
): Entry<CommitmentContent> | undefined {
  const found = commitments.find((one) => one.number === number);
  if (found === undefined || administrations.every(({ id }) => id !== administration)) return undefined;
  const begins = new Date(Date.UTC(year, 0, 1));
  return {
    ...{
      code: codeOf(year, number, administration),
      version: 1,
      status: 'planned',
      withdrawn: false,
      shared: true,
    },
    ...{ administrations: [administration], platform: answer?.platform ?? 'teams', createdBy: { id: '' } },
    ...{ createdAt: begins, updatedAt: answer?.at ?? begins, responses: [], history: [] },
    content: {
      ...{ title: found.short.sv, names: found.short, number, year, partners: [], principles: [] },
      ...(answer === undefined ? {} : { answer: answer.text, answeredAt: answer.at }),
    },
  };
}

function schema(): Schema<CommitmentAnswer> {
  const required = { type: String, required: true } as const;
  const earlier = new Schema(
    { text: String, by: required, at: { type: Date, required: true } },
    { _id: false, strict: 'throw' },
  );
  const made = new Schema<CommitmentAnswer>(
    {
      _id: required,
      year: { type: Number, required: true },
      number: { type: Number, required: true },
      administration: required,
      text: String,
      by: required,
      name: String,
      platform: required,
      at: { type: Date, required: true },
      earlier: { type: [earlier], required: true },
    },
    { collection: 'commitment-answers', strict: 'throw', versionKey: false, autoCreate: false },
  );
  made.index({ year: 1, number: 1, administration: 1 });
  made.index({ by: 1 });
  made.index({ 'earlier.by': 1 });
  return made;
}

import { createHash } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import type { Audit } from '../../../audit/audit';
import type { Logger } from '../../../log';
import { orStoreAway } from '../../../records/store-away';
import type { PersonId, PlatformName } from '../../../turn/turn';
import { cutoff, dueFields, dueFilter, isDue, type RetentionRule } from './rules';
import { unlearn } from './words';

/** What a rule would erase now. */
export interface Due {
  readonly rule: RetentionRule;
  /** Codes of records, ids of the rest; oldest first. */
  readonly items: readonly { readonly id: unknown; readonly label: string }[];
}

export interface RetentionOptions {
  readonly connection: Connection;
  readonly rules: readonly RetentionRule[];
  readonly audit: Audit;
  readonly log: Logger;
}

export interface Retention {
  readonly rules: readonly RetentionRule[];
  /** What would go, without touching it. @throws BotError `store-away`. */
  plan(now: Date): Promise<readonly Due[]>;
  /** Tells a plan from another: what is erased is what was shown. */
  mark(plan: readonly Due[]): string;
  /** Erases what is in the plan and still due. It may be run again after it was interrupted. @returns how many are gone. */
  run(plan: readonly Due[], by: By, now: Date): Promise<number>;
}

export interface By {
  readonly by: PersonId | 'system';
  readonly platform: PlatformName | 'system';
}

/** Erases what retention decisions say, and nothing without one. */
export function createRetention({ connection, rules, audit, log }: RetentionOptions): Retention {
  const modelOf = (rule: RetentionRule): Model<Document> => connection.model<Document>(rule.kind);

  const due = async (rule: RetentionRule, now: Date): Promise<Due> => {
    const limit = cutoff(rule, now);
    const wanted = Object.fromEntries([...dueFields(rule), 'code'].map((field) => [field, 1]));
    const projection = modelOf(rule).schema.path('code') === undefined ? omit(wanted, 'code') : wanted;
    const items: { id: unknown; label: string }[] = [];
    for await (const document of modelOf(rule)
      .find({}, projection)
      .sort({ _id: 1 })
      .lean<Document[]>()
      .cursor()) {
      const one = document as unknown as Document;
      if (isDue(rule, limit, one)) items.push({ id: one._id, label: String(one.code ?? one._id) });
    }
    return { rule, items };
  };

  const eraseOne = async (rule: RetentionRule, { id, label }: Due['items'][number], by: By, now: Date) => {
    const model = modelOf(rule);
    const still = { _id: id, ...dueFilter(rule, cutoff(rule, now)) };
    const document = await model.findOne(still as never).lean<Document>();
    if (document === null) return false;
    // First the log, then the act: what isn't noted isn't erased. The key makes it one event however often it is tried.
    await audit.note({
      ...{ _id: `retention:${rule.kind}:${label}`, at: now, ...by, action: 'retention.erased' },
      ...{ about: label, fields: [rule.id], decision: rule.decision },
    });
    const { deletedCount } = await model.deleteOne(still as never);
    if (deletedCount === 0) {
      // Someone changed it in between, so it is due no more; the log says that as well.
      const spared = { _id: `retention:${rule.kind}:${label}:spared:${now.getTime()}`, at: now, ...by };
      await audit.note({ ...spared, action: 'retention.spared', about: label });
      return false;
    }
    await unlearn(connection, document.terms);
    return true;
  };

  return {
    rules,
    plan: (now) =>
      orStoreAway(async () => {
        const plan: Due[] = [];
        for (const rule of rules) plan.push(await due(rule, now));
        return plan;
      }),
    mark: (plan) =>
      createHash('sha256')
        .update(JSON.stringify(plan.map(({ rule, items }) => [rule, items.map(({ label }) => label)])))
        .digest('hex')
        .slice(0, 24),
    run: (plan, by, now) =>
      orStoreAway(async () => {
        let gone = 0;
        for (const { rule, items } of plan) {
          for (const item of items) if (await eraseOne(rule, item, by, now)) gone++;
          log.info({ retention: rule.id, due: items.length }, 'retention');
        }
        return gone;
      }),
  };
}

interface Document {
  readonly _id: unknown;
  readonly code?: string;
  readonly terms?: readonly string[];
  readonly [field: string]: unknown;
}

function omit(fields: Readonly<Record<string, number>>, name: string): Record<string, number> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}

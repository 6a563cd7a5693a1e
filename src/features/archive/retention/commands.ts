import { z } from 'zod';
import { notice, replacing, reply } from '../../../records/commands/reply';
import { type Command, defineCommand } from '../../../turn/command';
import type { Language } from '../../../turn/turn';
import type { ListView } from '../../../views/views';
import { archiveTexts } from '../texts';
import type { RetentionRule } from './rules';
import type { Due, Retention } from './run';

const common = { permission: 'retention.run', personal: true } as const;
/** Codes named for each decision; the rest is counted. */
const NAMED = 20;

/** What is due for erasure, as a dry run, and erasing exactly that. */
export function retentionCommands(retention: Retention): Command[] {
  const view = async (now: Date, language: Language): Promise<ListView> => {
    const plan = await retention.plan(now);
    return planView(plan, retention.mark(plan), language);
  };
  return [
    defineCommand({
      ...common,
      name: 'retention.show',
      phrases: ['<retention>', '<show> <retention>'],
      effect: 'read',
      request: z.object({}),
      help: {
        say: { sv: 'gallring', en: 'retention' },
        does: {
          sv: 'visar vad som ska gallras, utan att radera något',
          en: 'shows what is due for erasure, without erasing anything',
        },
      },
      run: async (context) => reply(context, await view(context.now, context.language)),
    }),
    defineCommand({
      ...common,
      name: 'retention.run',
      phrases: [],
      effect: 'write',
      request: z.object({ id: z.string().regex(/^[\da-f]{24}$/) }),
      run: async (context, { id }) => {
        const t = archiveTexts[context.language];
        const plan = await retention.plan(context.now);
        if (retention.mark(plan) !== id) {
          return replacing(context, {
            ...planView(plan, retention.mark(plan), context.language),
            intro: t.changed,
          });
        }
        const by = { by: context.person.id, platform: context.place.platform };
        const count = await retention.run(plan, by, context.now);
        return replacing(context, notice('success', t.ran(count)));
      },
    }),
  ];
}

function planView(plan: readonly Due[], mark: string, language: Language): ListView {
  const t = archiveTexts[language];
  const total = plan.reduce((sum, { items }) => sum + items.length, 0);
  return {
    kind: 'list',
    heading: t.retention,
    ...(plan.length === 0 ? {} : { intro: t.retentionIntro(total) }),
    items: plan.map(({ rule, items }) => ({
      title: t.rule(rule.id, period(rule, language), items.length),
      detail: t.decision(rule.decision, labels(items, language)),
    })),
    empty: t.retentionOff,
    actions: total === 0 ? [] : [{ name: 'retention.run', id: mark, label: t.run(total), style: 'danger' }],
  };
}

function period({ after }: RetentionRule, language: Language): string {
  const [count = '', unit = 'years'] = after.split(' ');
  return `${count} ${archiveTexts[language].units[unit as 'days' | 'months' | 'years']}`;
}

function labels(items: Due['items'], language: Language): string {
  const named = items.slice(0, NAMED).map(({ label }) => label);
  const rest = items.length - named.length;
  return [...named, ...(rest > 0 ? [archiveTexts[language].andMore(rest)] : [])].join(', ');
}

import { z } from 'zod';
import { addDays } from '../../forms/calendar-days';
import type { DateFormat } from '../../forms/date-format';
import { readAbsence } from '../../forms/durations';
import { notice, replacing, reply } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Settings } from './settings';
import { settingsTexts } from './texts';

interface AbsenceDependencies {
  readonly settings: Settings;
  readonly dates: DateFormat;
}

/** Longer than this somebody else should be appointed. */
const LONGEST_DAYS = 366;

/** `borta till 15 augusti` and `tillbaka`: meanwhile the deputy gets the prompts. */
export function absenceCommands(deps: AbsenceDependencies): Command[] {
  const common = { permission: 'settings.own', effect: 'write', personal: true } as const;
  return [
    defineCommand({
      ...common,
      name: 'settings.away',
      phrases: ['<away>', '<away> …', 'jag <away> …', 'jag ar <away> …', 'i am <away> …'],
      help: {
        say: { sv: 'borta till 15 augusti', en: 'away until 15 August' },
        does: {
          sv: 'skickar dina påminnelser till din ersättare så länge',
          en: 'sends your prompts to your deputy meanwhile',
        },
      },
      request: z.object({ argument: z.string().default('') }),
      run: (context, { argument }) => goAway(context, argument, deps),
    }),
    defineCommand({
      ...common,
      name: 'settings.back',
      phrases: ['<back>', 'jag ar <back>', 'i am <back>'],
      help: {
        say: { sv: 'tillbaka', en: 'back' },
        does: { sv: 'du får dina påminnelser igen', en: 'you get your prompts again' },
      },
      request: z.object({}),
      run: (context) => comeBack(context, deps),
    }),
  ];
}

async function goAway(
  context: TurnContext,
  said: string,
  { settings, dates }: AbsenceDependencies,
): Promise<Reply> {
  const { language, today, person, now } = context;
  const t = settingsTexts[language];
  const read = readAbsence(said, today);
  if (read === undefined) return reply(context, notice('warning', t.awayHow));
  const { from, until } = read;
  const day = (value: string): string => dates.day(value, language);
  if (until < today || until < from) return reply(context, notice('warning', t.awayPast(day(until))));
  if (until > addDays(today, LONGEST_DAYS)) return reply(context, notice('warning', t.awayTooLong));
  await settings.change(person.id, { awayFrom: from, awayUntil: until }, now);
  const done = from > today ? t.awayPeriodDone(day(from), day(until)) : t.awayDone(day(until));
  return reply(context, notice('success', done, [{ name: 'settings.back', label: t.back }]));
}

async function comeBack(context: TurnContext, { settings }: AbsenceDependencies): Promise<Reply> {
  const { language, person, now, today } = context;
  const t = settingsTexts[language];
  const { awayFrom, awayUntil } = await settings.of(person.id);
  if (awayUntil === undefined || awayUntil < today) return replacing(context, notice('info', t.notAwayNow));
  // That somebody has just been away is kept: nothing is passed on over their head the day they are back.
  const yesterday = addDays(today, -1);
  const wasAway = awayFrom === undefined || awayFrom <= yesterday;
  const until = wasAway ? { awayUntil: yesterday } : { awayFrom: undefined, awayUntil: undefined };
  await settings.change(person.id, until, now);
  return replacing(context, notice('success', t.backDone));
}

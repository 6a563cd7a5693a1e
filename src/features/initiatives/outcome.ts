import { z } from 'zod';
import { readForm } from '../../forms/form';
import { writeTicket } from '../../forms/keys';
import { causeOf } from '../../records/access';
import { parseCode } from '../../records/codes';
import { editForm, keepForm, type SentForm, saveForm } from '../../records/commands/form-flow';
import { type FormPart, fieldsOf } from '../../records/commands/form-show';
import { loadEditable } from '../../records/commands/load';
import { notice, reply } from '../../records/commands/reply';
import { sentForm } from '../../records/commands/sent-form';
import { showInstead } from '../../records/commands/show-record';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { InitiativeContent } from '../../records/kinds/initiative';
import { type Command, defineCommand } from '../../turn/command';
import type { Language, Reply, TurnContext } from '../../turn/turn';
import { initiativeTexts } from './texts';

type Kind = KindDefinition<InitiativeContent>;

const codeAndText = z.object({ id: z.string().min(1).max(150), argument: z.string().optional() });

/** What a dialogue led to, and that those invited have heard it: by button, in a form of its own, or in words. */
export function outcomeCommands(kind: Kind, deps: KindDependencies): Command[] {
  const common = { permission: kind.write, effect: 'write' } as const;
  return [
    defineCommand({
      ...common,
      name: 'initiative.outcome',
      phrases: ['<code> <outcome> …', '<initiative> <code> <outcome> …'],
      opensForm: true,
      help: {
        say: { sv: 'dialog D-2026-003 utfall: text', en: 'dialogue D-2026-003 outcome: text' },
        does: { sv: 'sparar vad dialogen ledde till', en: 'saves what the dialogue led to' },
      },
      request: codeAndText,
      run: (context, { id, argument }) => tellOutcome(kind, context, parseCode(id) ?? '', argument, deps),
    }),
    defineCommand({
      ...common,
      name: 'initiative.saveOutcome',
      phrases: [],
      request: sentForm,
      run: (context, sent) => saveForm(kind, context, sent, deps, outcomePart(context.language)),
      whileAway: (context, sent) => keepForm(kind, context, sent, outcomePart(context.language)),
    }),
    defineCommand({
      ...common,
      name: 'initiative.feedback',
      phrases: ['<code> <feedback> …', '<initiative> <code> <feedback> …'],
      help: {
        say: { sv: 'dialog D-2026-003 återkoppling 12 mars', en: 'dialogue D-2026-003 feedback 12 March' },
        does: {
          sv: 'sparar när de inbjudna fick veta vad som hände; utan datum i dag',
          en: 'saves when those invited heard what came of it; today when no date is given',
        },
      },
      request: codeAndText,
      run: (context, { id, argument }) => tellFeedback(kind, context, parseCode(id) ?? '', argument, deps),
    }),
  ];
}

function outcomePart(language: Language): FormPart {
  const t = initiativeTexts[language];
  const fields = ['outcome', 'nextStep', 'feedbackOn', 'followUpOn'];
  return { save: 'initiative.saveOutcome', title: t.outcomeTitle, intro: t.outcomeIntro, fields };
}

/** Without words the form opens; with them they are saved as if they had been sent in it, so that the same checks are made. */
async function tellOutcome(
  kind: Kind,
  context: TurnContext,
  code: string,
  said: string | undefined,
  deps: KindDependencies,
): Promise<Reply> {
  const part = outcomePart(context.language);
  if (said === undefined) return editForm(kind, context, code, deps, part);
  const entry = await loadEditable(kind, context, code);
  const { nextStep = '', feedbackOn = '', followUpOn = '' } = entry.content;
  const ticket = { key: deps.newKey(), edits: { code: entry.code, version: entry.version } };
  const sent: SentForm = {
    id: writeTicket(ticket),
    values: { outcome: said, nextStep, feedbackOn, followUpOn },
  };
  return saveForm(kind, context, sent, deps, part);
}

/** Today unless another day is said. Said twice it says that it is done. @throws BotError `record-changed`, `not-allowed`. */
async function tellFeedback(
  kind: Kind,
  context: TurnContext,
  code: string,
  said: string | undefined,
  deps: KindDependencies,
): Promise<Reply> {
  const t = initiativeTexts[context.language];
  const entry = await loadEditable(kind, context, code);
  const fields = fieldsOf(kind, context, { ...outcomePart(context.language), fields: ['feedbackOn'] });
  const read = readForm(fields, { feedbackOn: said ?? context.today });
  if (!read.ok) return reply(context, notice('warning', Object.values(read.errors).join('\n')));
  const day = String(read.values.feedbackOn);
  const show = (now: typeof entry, lead: string): Reply => showInstead(kind, context, now, deps, lead);
  const told = (when: string): string => deps.dates.day(when, context.language);
  const { feedbackOn } = entry.content;
  if (entry.withdrawn) return show(entry, t.withdrawnFirst);
  if (feedbackOn !== undefined && said === undefined) return show(entry, t.alreadyFed(told(feedbackOn)));
  const { status, shared, administrations, content } = entry;
  const draft = { status, shared, administrations, content: { ...content, feedbackOn: day } };
  const saved = await kind.repository.update(entry.code, entry.version, draft, causeOf(context));
  return show(saved, t.fed(saved.code, told(day)));
}

import { z } from 'zod';
import type { Knowledge } from './knowledge';
import type { Exchange, Outcome } from './types';

/** A question of an evaluation file, one JSON object a line. */
export const evalCaseSchema = z.object({
  id: z.string(),
  question: z.string(),
  lang: z.string().optional(),
  kind: z.string(),
  style: z.string(),
  must_include: z.array(z.array(z.string())),
  must_not_include: z.array(z.string()),
  answerable: z.boolean(),
});
export type EvalCase = z.infer<typeof evalCaseSchema>;

const turnSchema = evalCaseSchema.pick({
  question: true,
  must_include: true,
  must_not_include: true,
  answerable: true,
});
export const conversationSchema = z.object({ id: z.string(), turns: z.array(turnSchema) });
export type Conversation = z.infer<typeof conversationSchema>;

/** What came back, from the engine or from a whole chat turn. */
export interface EvalReply {
  text: string;
  kind: 'answer' | 'choice' | 'declined' | 'smalltalk' | 'command';
  /** For the list of failures: which entry answered. */
  from?: string;
}

export interface EvalResult {
  case: Pick<EvalCase, 'id' | 'question' | 'kind' | 'style' | 'answerable'>;
  reply: EvalReply;
  right: boolean;
  reason?: string;
}

/** Reads an evaluation file. @throws ZodError naming the line's fault. */
export function parseCases(jsonl: string): EvalCase[] {
  return jsonl
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => evalCaseSchema.parse(JSON.parse(line)));
}

/** Reads a file of conversations, one a line. */
export function parseConversations(jsonl: string): Conversation[] {
  return jsonl
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => conversationSchema.parse(JSON.parse(line)));
}

const CONVERSATIONAL = new Set(['smalltalk', 'command-like']);

/** Why a reply is wrong, or undefined when it is right: the rules that the product is judged by. */
export function fault(
  expected: Pick<EvalCase, 'must_include' | 'must_not_include' | 'answerable'> & { kind?: string },
  reply: EvalReply,
): string | undefined {
  if (!expected.answerable) {
    if (CONVERSATIONAL.has(expected.kind ?? '')) {
      return reply.kind === 'smalltalk' || reply.kind === 'command'
        ? undefined
        : `${reply.kind} instead of small talk or command`;
    }
    return reply.kind === 'declined' ? undefined : `${reply.kind} instead of a decline`;
  }
  if (reply.kind !== 'answer') return reply.kind;
  const text = reply.text.toLowerCase();
  const missing = expected.must_include.filter(
    (group) => !group.some((option) => text.includes(option.toLowerCase())),
  );
  if (missing.length > 0) return `missing ${missing.map((group) => group[0]).join(', ')}`;
  const forbidden = expected.must_not_include.find((option) => text.includes(option.toLowerCase()));
  return forbidden === undefined ? undefined : `says ${forbidden}`;
}

/** Puts every case to `ask`, one after the other. */
export async function evaluate(
  cases: readonly EvalCase[],
  ask: (question: string) => EvalReply | Promise<EvalReply>,
): Promise<EvalResult[]> {
  const results: EvalResult[] = [];
  for (const item of cases) {
    const reply = await ask(item.question);
    const reason = fault(item, reply);
    results.push({ case: item, reply, right: reason === undefined, ...(reason ? { reason } : {}) });
  }
  return results;
}

export interface EvalSummary {
  answerable: number;
  right: number;
  declinedAnswerable: number;
  unanswerable: number;
  declined: number;
  conversational: number;
  understood: number;
}

/** The figures that the targets are set in. */
export function summarize(results: readonly EvalResult[]): EvalSummary {
  const answerable = results.filter((result) => result.case.answerable);
  const conversational = results.filter(
    (result) => !result.case.answerable && CONVERSATIONAL.has(result.case.kind),
  );
  const unanswerable = results.filter(
    (result) => !result.case.answerable && !CONVERSATIONAL.has(result.case.kind),
  );
  return {
    answerable: answerable.length,
    right: answerable.filter(({ right }) => right).length,
    declinedAnswerable: answerable.filter(({ reply }) => reply.kind === 'declined').length,
    unanswerable: unanswerable.length,
    declined: unanswerable.filter(({ right }) => right).length,
    conversational: conversational.length,
    understood: conversational.filter(({ right }) => right).length,
  };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

/** The figures, a table by kind and by style, and every failure with its reason. */
export function report(results: readonly EvalResult[]): string {
  const sum = summarize(results);
  const lines = [
    `answerable right       ${percent(sum.right, sum.answerable)} (${sum.right}/${sum.answerable})`,
    `answerable declined    ${percent(sum.declinedAnswerable, sum.answerable)} (${sum.declinedAnswerable}/${sum.answerable})`,
    `unanswerable declined  ${percent(sum.declined, sum.unanswerable)} (${sum.declined}/${sum.unanswerable})`,
    `small talk, commands   ${percent(sum.understood, sum.conversational)} (${sum.understood}/${sum.conversational})`,
  ];
  for (const by of ['kind', 'style'] as const) {
    lines.push('', `${by.padEnd(18)} right`);
    for (const value of [...new Set(results.map((result) => result.case[by]))].sort()) {
      const group = results.filter((result) => result.case[by] === value);
      const right = group.filter(({ right: good }) => good).length;
      lines.push(
        `${value.padEnd(18)} ${String(right).padStart(4)}/${String(group.length).padEnd(4)} ${percent(right, group.length)}`,
      );
    }
  }
  const wrong = results.filter(({ right }) => !right);
  if (wrong.length > 0)
    lines.push(
      '',
      'wrong:',
      ...wrong.map(
        ({ case: item, reply, reason }) =>
          `${item.id} ${item.question} → ${reply.from ?? reply.kind}: ${reason}`,
      ),
    );
  return lines.join('\n');
}

/** An outcome as a reader sees it: what an answer says before *read more*, with its sources. */
export function replyOf(outcome: Outcome): EvalReply {
  if (outcome.kind === 'answer') {
    const sources = outcome.sources.map(({ name, section }) => `${name}, ${section}`);
    return {
      kind: 'answer',
      text: [outcome.body, outcome.note ?? '', ...sources].join('\n'),
      from: outcome.entryId,
    };
  }
  if (outcome.kind === 'choice')
    return {
      kind: 'choice',
      text: outcome.options.map(({ label }) => label).join('\n'),
      from: outcome.options.map(({ entryId }) => entryId).join(' / '),
    };
  if (outcome.kind === 'command') return { kind: 'command', text: `${outcome.command} ${outcome.argument}` };
  return { kind: outcome.kind, text: '' };
}

/** The verdict on one turn of a conversation. */
export function judgeTurn(conversation: Conversation, index: number, reply: EvalReply): EvalResult {
  const turn = conversation.turns[index];
  if (turn === undefined) throw new RangeError(`${conversation.id} has no turn ${index}`);
  const reason = fault(turn, reply);
  const item = {
    id: `${conversation.id}.${index + 1}`,
    question: turn.question,
    kind: 'conversation',
    style: `turn ${index + 1}`,
    answerable: turn.answerable,
  };
  return { case: item, reply, right: reason === undefined, ...(reason ? { reason } : {}) };
}

/** Plays a conversation through the engine, each answer the context of the next question. */
export function converse(conversation: Conversation, knowledge: Knowledge, today: string): EvalResult[] {
  const context: Exchange[] = [];
  return conversation.turns.map((turn, i) => {
    const outcome = knowledge.ask({ text: turn.question, today, context });
    context.push({
      question: turn.question,
      ...(outcome.kind === 'answer' ? { entryId: outcome.entryId, topic: outcome.topic } : {}),
    });
    return judgeTurn(conversation, i, replyOf(outcome));
  });
}

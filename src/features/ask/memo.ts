import type { AskKnowledge, AskOutcome } from './outcome';

type Question = Parameters<AskKnowledge['ask']>[0];

/** The questions of a network are few and come again; so many are kept. */
const KEPT = 500;

export interface AnswerMemo {
  ask(knowledge: AskKnowledge, question: Question): AskOutcome;
  leans(knowledge: AskKnowledge, question: Question): boolean;
}

/**
 * Remembers what was answered: the same question on the same day, after the same exchanges, has the same answer, as long as
 * the knowledge is the same object (a changed curated answer makes a new one).
 */
export function createAnswerMemo(): AnswerMemo {
  let of: AskKnowledge | undefined;
  const answers = new Map<string, AskOutcome>();
  const leaning = new Map<string, boolean>();
  const keep = (knowledge: AskKnowledge): void => {
    if (of === knowledge) return;
    answers.clear();
    leaning.clear();
    of = knowledge;
  };
  return {
    ask: (knowledge, question) => {
      keep(knowledge);
      return remembered(answers, keyOf(question), () => knowledge.ask(question));
    },
    leans: (knowledge, question) => {
      keep(knowledge);
      return remembered(leaning, keyOf(question), () => knowledge.leans(question));
    },
  };
}

function keyOf({ text, today, language, askedBefore, context = [] }: Question): string {
  if (context.length === 0) return `${today} ${language ?? ''} ${askedBefore === true} ${text}`;
  // The exchanges' own ids differ each time and say nothing.
  const before = context.map(({ id: _, ...exchange }) => exchange);
  return JSON.stringify([text, today, language, askedBefore === true, before]);
}

/** The value under a key, found out once; the one that was asked for longest ago is forgotten first. */
function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find();
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return value;
}

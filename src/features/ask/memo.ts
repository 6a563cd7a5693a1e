import type { AskKnowledge, AskOutcome } from './outcome';

type Question = Parameters<AskKnowledge['ask']>[0];

/** The questions of a network are few and come again; so many are kept. */
const KEPT = 500;

/**
 * Remembers what was answered: the same question on the same day has the same answer, as long as the knowledge is the same
 * object (a changed curated answer makes a new one) and no earlier question is leaned on.
 */
export function createAnswerMemo(): { ask(knowledge: AskKnowledge, question: Question): AskOutcome } {
  let of: AskKnowledge | undefined;
  const answers = new Map<string, AskOutcome>();
  return {
    ask: (knowledge, question) => {
      if (question.context !== undefined && question.context.length > 0) return knowledge.ask(question);
      if (of !== knowledge) answers.clear();
      of = knowledge;
      const key = `${question.today} ${question.askedBefore === true} ${question.language} ${question.text}`;
      const known = answers.get(key) ?? knowledge.ask(question);
      answers.delete(key);
      answers.set(key, known);
      const [oldest] = answers.keys();
      if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
      return known;
    },
  };
}

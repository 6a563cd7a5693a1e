import type { Explained } from '../../privacy/personal-data';
import type { Language } from '../../turn/turn';

interface Texts {
  readonly questions: Explained;
  readonly curated: Explained;
  /** Stands as the owner of an answer whose writer has asked to be forgotten. */
  readonly owner: string;
  waits(question: string): string;
  answered(question: string): string;
}

/** What is said of people's part in the queue of questions and the answers. */
export const personalTexts: Readonly<Record<Language, Texts>> = {
  sv: {
    questions: {
      what: 'Frågor där du väntar på svar, eller som du har besvarat',
      why: 'så att svaret kan skickas till dig. Frågan sparas utan ditt namn',
      until: 'tills du har fått svaret, och svaret därefter tills ett gallringsbeslut säger annat',
      erasure: 'Frågan finns kvar utan koppling till dig. Du får inget svar på den.',
    },
    curated: {
      what: 'Svar som du har skrivit som samordnare',
      why: 'så att det går att se vem som ansvarar för ett svar',
      until: 'tills ett gallringsbeslut säger annat',
      erasure: 'Svaret finns kvar. Ditt namn och ditt konto tas bort ur det.',
    },
    owner: 'Samordnare',
    waits: (question) => `väntar på svar: ${question}`,
    answered: (question) => `besvarad av dig: ${question}`,
  },
  en: {
    questions: {
      what: 'Questions where you wait for an answer, or that you have answered',
      why: 'so that the answer can be sent to you. The question is kept without your name',
      until:
        'until you have got the answer, and the answer after that until a retention decision says otherwise',
      erasure: 'The question stays without any connection to you. You will get no answer to it.',
    },
    curated: {
      what: 'Answers that you have written as a coordinator',
      why: 'so that it can be seen who is responsible for an answer',
      until: 'until a retention decision says otherwise',
      erasure: 'The answer stays. Your name and account are taken out of it.',
    },
    owner: 'Coordinator',
    waits: (question) => `waiting for an answer: ${question}`,
    answered: (question) => `answered by you: ${question}`,
  },
};

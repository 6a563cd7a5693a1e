import type { SmalltalkKind } from '../../knowledge/types';
import type { Exchange, Language } from '../../turn/turn';

/** What the knowledge makes of a question; the part of its interface that this feature leans on. */
export interface AskKnowledge {
  ask(question: {
    readonly text: string;
    readonly language?: Language;
    readonly context?: readonly Exchange[];
    readonly today: string;
    readonly askedBefore?: boolean;
  }): AskOutcome;
  /** Whether the answer may be another one after earlier exchanges. */
  leans(question: { readonly text: string; readonly today: string }): boolean;
  entry(id: string, language: Language, today?: string): AskAnswer | undefined;
  readonly documents: readonly { readonly name: Readonly<Record<Language, string>> }[];
}

export interface AskAnswer {
  readonly kind: 'answer';
  readonly language: Language;
  readonly entryId: string;
  readonly title: string;
  readonly body: string;
  readonly note?: string;
  readonly more?: string;
  readonly sources: readonly {
    readonly document: string;
    readonly name: string;
    readonly section?: string;
    readonly page?: number;
  }[];
  readonly related: readonly { readonly entryId: string; readonly label: string }[];
  readonly topic?: string;
  readonly computed?: boolean;
}

export type AskOutcome =
  | AskAnswer
  | {
      readonly kind: 'choice';
      readonly language: Language;
      readonly options: readonly { readonly entryId: string; readonly label: string }[];
    }
  | {
      readonly kind: 'declined';
      readonly language: Language;
      readonly nearby: readonly {
        readonly entryId: string;
        readonly label: string;
        readonly text?: string;
      }[];
    }
  | {
      readonly kind: 'smalltalk';
      readonly language: Language;
      readonly what: SmalltalkKind;
    }
  | {
      readonly kind: 'command';
      readonly language: Language;
      readonly command: string;
      readonly argument: string;
    };

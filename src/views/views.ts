/**
 * The vocabulary of what can be shown: plain data, one closed union. Features return views; every platform
 * renders each kind in an exhaustive switch, so a new kind fails the type check until each platform shows it.
 *
 * Every string is plain text unless its type is {@link Markup}: renderers escape plain text for their platform.
 */

/**
 * Light markup in texts that we wrote ourselves (the knowledge pack, the text catalogues): paragraphs divided by
 * a blank line, lines that start with "- ", `[text](url)` and `**bold**`. What a user wrote is never markup.
 */
export type Markup = string;

/** A button: an action's name and an id. It never carries a record, since what it carries can be forged or old. */
export interface Action {
  readonly name: string;
  /** Record code, entry id, turn id or page; at most 150 characters. Checked again when the button is pressed. */
  readonly id?: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
}

export interface AnswerView {
  readonly kind: 'answer';
  /** The fact first, at most about 80 words. */
  readonly body: Markup;
  /** Said where sources disagree and someone would trip over it. */
  readonly note?: Markup;
  /** Behind "läs mer". */
  readonly more?: { readonly label: string; readonly body: Markup };
  /** One finished line, such as "Källa: Överenskommelsen 2024–2027, avsnittet Samverkansråd". */
  readonly source?: string;
  /** Related questions, each a button. */
  readonly related: readonly Action[];
  /** Was it helpful? Two buttons whose labels are words, not only thumbs. */
  readonly feedback: readonly Action[];
  readonly relatedLabel: string;
}

/** A short question back, or a menu: text and two to ten buttons. */
export interface ChoiceView {
  readonly kind: 'choice';
  readonly text: string;
  readonly options: readonly Action[];
}

/** What happened, in a sentence or two. The tone is said in words as well; colour only supports it. */
export interface NoticeView {
  readonly kind: 'notice';
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly text: string;
  readonly actions?: readonly Action[];
}

export interface FactRow {
  readonly label: string;
  readonly value: string;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** One record with its facts and what the person may do with it now. */
export interface RecordView {
  readonly kind: 'record';
  /** Said above the card, such as "Sparat. Tack." */
  readonly lead?: string;
  /** Empty for what has no number of its own, such as a question in the queue. */
  readonly code: string;
  readonly kindLabel: string;
  readonly title: string;
  readonly status: { readonly label: string; readonly tone: 'neutral' | 'good' | 'attention' };
  readonly facts: readonly FactRow[];
  readonly paragraphs: readonly { readonly heading?: string; readonly text: string }[];
  /** What the record points to, then the message that it came from. */
  readonly links?: readonly Link[];
  readonly history?: readonly string[];
  readonly footnote?: string;
  readonly actions: readonly Action[];
}

export interface ListItem {
  readonly code?: string;
  readonly title: string;
  readonly detail?: string;
  readonly open?: Action;
  /** What can be answered to the row itself; shown under it, in lists alone. At most six. */
  readonly actions?: readonly Action[];
}

export interface ListView {
  readonly kind: 'list';
  readonly heading: string;
  readonly intro?: string;
  readonly items: readonly ListItem[];
  /** What is shown instead of an empty list: says what to do next. */
  readonly empty: string;
  readonly footer?: string;
  readonly actions: readonly Action[];
}

export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly type: 'text' | 'longtext' | 'date' | 'choice' | 'choices' | 'suggest';
  readonly required: boolean;
  readonly help?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** For choice and choices: all of them. For suggest: a first selection; the rest come from `suggest`. */
  readonly options?: readonly FieldOption[];
  /** For suggest: the name of the source of suggestions, such as "signatories"; free text is allowed as well. */
  readonly source?: string;
  /** Several values for choices and suggest; ISO date (YYYY-MM-DD) for date. */
  readonly value?: string | readonly string[];
}

export interface FormView {
  readonly kind: 'form';
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
  /** The action that takes the values; its id is the form key, unique per opened form, so that sending twice saves once. */
  readonly submit: Action;
  readonly cancelLabel: string;
  /** By field id; '' is the form as a whole. What was typed stays in the fields. */
  readonly errors?: Readonly<Record<string, string>>;
}

export interface DigestSection {
  readonly heading: string;
  readonly text?: string;
  readonly items: readonly ListItem[];
}

export interface DigestView {
  readonly kind: 'digest';
  readonly title: string;
  readonly period: string;
  readonly greeting?: string;
  /** At a glance: three or four numbers with their labels, or none. */
  readonly numbers: readonly { readonly label: string; readonly value: number }[];
  readonly sections: readonly DigestSection[];
  /** Behind "visa mer". */
  readonly moreLabel: string;
  readonly more: readonly DigestSection[];
  /** Gives `more` and the chart as an answer of their own, for a platform that can't fold; without it they stand last. */
  readonly moreAction?: Action;
  readonly chart?: {
    readonly title: string;
    readonly bars: readonly { readonly label: string; readonly value: number }[];
  };
  readonly footer: string;
  readonly actions: readonly Action[];
}

export interface HelpView {
  readonly kind: 'help';
  readonly heading: string;
  readonly intro: Markup;
  readonly groups: readonly {
    readonly heading: string;
    readonly items: readonly { readonly say: string; readonly does: string }[];
  }[];
  readonly actions: readonly Action[];
}

/** What a person meets first: what waits for them, what has happened lately, and the main buttons. */
export interface HomeView {
  readonly kind: 'home';
  readonly heading: string;
  /** Who the person is to the bot. */
  readonly intro: string;
  /** Three at most. */
  readonly main: readonly Action[];
  readonly sections: readonly HomeSection[];
  /** When it was made. */
  readonly footer: string;
  readonly actions: readonly Action[];
  /** Makes it afresh; a platform that can does so by itself when it is looked at again. */
  readonly refresh?: Action;
}

export interface HomeSection {
  readonly heading: string;
  readonly items: readonly ListItem[];
  /** Shown in place of no items. */
  readonly empty: string;
}

/** A file to take away: a link that is opened in a browser, or the file itself where there is no browser. */
export interface FileView {
  readonly kind: 'file';
  /** What it holds, and how long and how often the link works. */
  readonly text: string;
  readonly name: string;
  readonly link?: Link;
  /** The whole file, for the terminal. */
  readonly content?: string;
}

/** Everything that can be shown. */
export type View =
  | AnswerView
  | ChoiceView
  | NoticeView
  | RecordView
  | ListView
  | FormView
  | DigestView
  | HelpView
  | HomeView
  | FileView;

/** Fails the type check when a switch over a union leaves a kind out. */
export function assertNever(value: never): never {
  throw new Error(`unhandled kind: ${JSON.stringify(value)}`);
}

import { type Activity, ActivityTypes, AttachmentLayoutTypes, InputHints, TextFormatTypes } from 'botbuilder';
import type { Language, Reply } from '../../turn/turn';
import { assertNever, type View } from '../../views/views';
import { answerCard, answerIsBare, answerText } from './cards/answer';
import type { CardContext } from './cards/buttons';
import { forDialog, openingDialogs } from './cards/dialog';
import { digestCard, digestSummary } from './cards/digest';
import { fileCard, fileText } from './cards/file';
import { formCard } from './cards/form';
import { homeCard, homeSummary } from './cards/home';
import { listCard } from './cards/list';
import { recordCard, recordSummary } from './cards/record';
import { choiceCard, helpCard, noticeCard } from './cards/simple';
import { bytesOf, MAX_MESSAGE_BYTES, shorten, shorterVersions } from './fit';
import { escapeMarkdown } from './markdown';
import type { Json, JsonObject } from './template';
import type { Templates } from './templates';
import { texts } from './texts';

export const CARD = 'application/vnd.microsoft.card.adaptive';

/** What a phone's lock screen shows of a message. */
const SUMMARY_LENGTH = 200;

/** Turns views into messages and cards, within Teams' limits. Pure: the same view gives the same bytes. */
export class Renderer {
  /** @param opensForm whether a button with this action leads to a form, which is then opened in a dialog. */
  constructor(
    private readonly templates: Templates,
    private readonly opensForm: (action: string) => boolean = () => false,
  ) {}

  /** For a client without dialogs, where forms come as cards in the chat. */
  withoutDialogs(): Renderer {
    return new Renderer(this.templates);
  }

  /** The view as a message: its text first, with a card under it where there is something to press or lay out. */
  message(view: View, language: Language): Partial<Activity> {
    return this.fit(view, language, false, (shorter, context) => this.compose(shorter, context));
  }

  /**
   * All of a reply as one message, so that it arrives, is corrected and is deleted as one. Views are shortened together
   * until they fit.
   */
  whole({ views, language }: Reply): Partial<Activity> {
    const versions = views.map((view) => [...shorterVersions(view)]);
    const levels = Math.max(0, ...versions.map((list) => list.length));
    for (let level = 0; level < levels; level += 1) {
      const context = { language, standalone: false, shortened: level > 0 };
      const shown = versions.flatMap((list) => list[Math.min(level, list.length - 1)] ?? []);
      const message = merge(shown.map((view) => this.compose(view, context)));
      if (bytesOf(message) <= MAX_MESSAGE_BYTES) return message;
    }
    return this.message({ kind: 'notice', tone: 'error', text: texts[language].formTooLarge }, language);
  }

  /** The view as a card that takes another card's place, or a notice saying why not. */
  card(view: View, language: Language): Json {
    return this.fit(view, language, true, (shorter, context) => this.expandCard(shorter, context));
  }

  /** The view as the card of a dialog (task module), or a notice saying why not. */
  dialog(view: View, language: Language): Json {
    return this.fit(view, language, true, (shorter, context) =>
      forDialog(this.templates[shorter.kind](cardData(shorter, context))),
    );
  }

  /** True when a form with what was typed is too large for Teams. */
  tooLarge(view: View, language: Language): boolean {
    return view.kind === 'form' && bytesOf(this.expandCard(view, plainContext(language))) > MAX_MESSAGE_BYTES;
  }

  private fit<T>(
    view: View,
    language: Language,
    standalone: boolean,
    render: (view: View, context: CardContext) => T,
  ): T {
    let shortened = false;
    for (const version of shorterVersions(view)) {
      const rendered = render(version, { language, standalone, shortened });
      if (bytesOf(rendered) <= MAX_MESSAGE_BYTES) return rendered;
      shortened = true;
    }
    return render(
      { kind: 'notice', tone: 'error', text: texts[language].formTooLarge },
      { language, standalone, shortened },
    );
  }

  private compose(view: View, context: CardContext): Partial<Activity> {
    const text = messageText(view, context);
    const attachments = hasCard(view) ? [{ contentType: CARD, content: this.expandCard(view, context) }] : [];
    return {
      type: ActivityTypes.Message,
      inputHint: InputHints.AcceptingInput,
      ...(text === undefined
        ? { summary: shorten(summaryOf(view, context), SUMMARY_LENGTH) }
        : { text, textFormat: TextFormatTypes.Markdown }),
      ...(attachments.length > 0 ? { attachments } : {}),
    };
  }

  private expandCard(view: View, context: CardContext): Json {
    return openingDialogs(this.templates[view.kind](cardData(view, context)), this.opensForm);
  }
}

/** Texts one after the other, then the cards. What the lock screen shows is the first that says something. */
function merge(messages: readonly Partial<Activity>[]): Partial<Activity> {
  const [first = {}, ...others] = messages;
  if (others.length === 0) return first;
  const said = messages.flatMap(({ text }) => text ?? []);
  const attachments = messages.flatMap((message) => message.attachments ?? []);
  return {
    type: ActivityTypes.Message,
    inputHint: InputHints.AcceptingInput,
    ...(said.length === 0
      ? { summary: messages.find(({ summary }) => summary !== undefined)?.summary }
      : { text: said.join('\n\n'), textFormat: TextFormatTypes.Markdown }),
    ...(attachments.length > 0 ? { attachments, attachmentLayout: AttachmentLayoutTypes.List } : {}),
  };
}

const plainContext = (language: Language): CardContext => ({ language, standalone: true, shortened: false });

function cardData(view: View, context: CardContext): JsonObject {
  switch (view.kind) {
    case 'answer':
      return answerCard(view, context);
    case 'choice':
      return choiceCard(view, context);
    case 'notice':
      return noticeCard(view, context);
    case 'record':
      return recordCard(view, context);
    case 'list':
      return listCard(view, context);
    case 'form':
      return formCard(view, context);
    case 'digest':
      return digestCard(view, context);
    case 'help':
      return helpCard(view, context);
    case 'home':
      return homeCard(view, context);
    case 'file':
      return fileCard(view, context);
    default:
      return assertNever(view);
  }
}

/** Answers, questions back, notices and files are said in the message itself; nothing is said both there and in the card. */
function messageText(view: View, context: CardContext): string | undefined {
  const note = context.shortened ? `\n\n${texts[context.language].shortened}` : '';
  if (view.kind === 'answer') return answerText(view) + note;
  if (view.kind === 'file') return fileText(view, 'message') + note;
  if (view.kind === 'notice' || view.kind === 'choice') return escapeMarkdown(view.text, 'message') + note;
  return undefined;
}

function hasCard(view: View): boolean {
  if (view.kind === 'answer') return !answerIsBare(view);
  if (view.kind === 'choice') return view.options.length > 0;
  if (view.kind === 'file') return false;
  return view.kind !== 'notice' || (view.actions ?? []).length > 0;
}

function summaryOf(view: View, context: CardContext): string {
  switch (view.kind) {
    case 'record':
      return recordSummary(view);
    case 'digest':
      return digestSummary(view);
    case 'home':
      return homeSummary(view);
    case 'form':
      return `${texts[context.language].form}: ${view.title}`;
    case 'list':
    case 'help':
      return view.heading;
    case 'answer':
    case 'choice':
    case 'notice':
    case 'file':
      return '';
    default:
      return assertNever(view);
  }
}

import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Bot } from '../../turn/bot';
import { fold } from '../../turn/fold';
import type { Input, Language, Reply } from '../../turn/turn';
import type { Action } from '../../views/views';
import { type FormState, fill, openForm, prompt } from './form';
import { renderView } from './render';
import { terminalTexts as t } from './texts';

export interface TerminalOptions {
  readonly bot: Bot;
  readonly input: Readable;
  readonly output: Writable;
  /** Whose records these are, such as the name of the account. */
  readonly user: string;
  readonly newKey: () => string;
  /** True when a person types; prompts are left out of a script's output. */
  readonly interactive: boolean;
}

const QUIT = new Set(['avsluta', 'quit', 'exit', 'hej da']);
const CANCEL = new Set(['avbryt', 'cancel']);

/**
 * Talks line by line until the input ends or the person quits. A line is answered before the next is read. A button is
 * pressed by its number or by what stands on it.
 */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const session = new Session(options);
  if (options.interactive) session.print(t.start);
  const lines = createInterface({ input: options.input, terminal: false });
  session.showPrompt();
  for await (const line of lines) {
    if (QUIT.has(fold(line)) && !session.inForm) {
      session.print(t.goodbye);
      break;
    }
    await session.take(line);
    session.showPrompt();
  }
}

class Session {
  private actions: readonly Action[] = [];
  private more: { readonly index: number; readonly text: string } | undefined;
  private form: FormState | undefined;
  private language: Language = 'sv';

  constructor(private readonly options: TerminalOptions) {}

  get inForm(): boolean {
    return this.form !== undefined;
  }

  print(text: string): void {
    this.options.output.write(`${text}\n`);
  }

  showPrompt(): void {
    if (this.options.interactive) this.options.output.write('\n> ');
  }

  async take(line: string): Promise<void> {
    if (this.form !== undefined) return this.takeField(this.form, line);
    if (line.trim() === '') return;
    const number = /^\d{1,2}$/.test(line.trim()) ? Number(line.trim()) : 0;
    if (this.more !== undefined && number === this.more.index) return this.print(this.more.text);
    const action = this.actions[number - 1] ?? this.actions.find(({ label }) => fold(label) === fold(line));
    if (action === undefined) return this.send({ kind: 'words', text: line });
    return this.send({
      kind: 'action',
      name: action.name,
      ...(action.id === undefined ? {} : { id: action.id }),
    });
  }

  private async takeField(form: FormState, line: string): Promise<void> {
    if (CANCEL.has(fold(line))) {
      this.form = undefined;
      return this.print(t.cancelled);
    }
    const next = fill(form, line);
    this.form = next;
    if (next.left.length > 0) return this.print(prompt(next));
    this.form = undefined;
    const { name, id } = next.form.submit;
    return this.send({ kind: 'action', name, ...(id === undefined ? {} : { id }), values: next.values });
  }

  private send(input: Input): Promise<void> {
    const { bot, user, newKey } = this.options;
    return bot.handle(
      {
        key: `terminal:${newKey()}`,
        redelivers: false,
        person: { id: `terminal:${user}`, name: user },
        place: {
          platform: 'terminal',
          conversation: `terminal:${user}`,
          kind: 'personal',
          privateReply: true,
          address: {},
        },
        input,
        language: this.language,
      },
      async (reply) => this.show(reply),
    );
  }

  private show(reply: Reply): void {
    this.language = reply.language;
    this.actions = [];
    this.more = undefined;
    for (const view of reply.views) {
      if (view.kind === 'form') {
        this.form = openForm(view);
        const intro = [view.title, view.errors?.[''], view.intro, t.formStart(view.cancelLabel)];
        this.print(`${intro.filter((part) => part !== undefined).join('\n')}\n\n${prompt(this.form)}`);
        continue;
      }
      const rendered = renderView(view);
      this.print(rendered.text);
      this.actions = [...this.actions, ...rendered.actions];
      if (rendered.more !== undefined) {
        this.more = { index: this.actions.length + 1, text: rendered.more.text };
        this.printButtons([...this.actions, { name: '', label: rendered.more.label }]);
      } else this.printButtons(this.actions);
    }
  }

  private printButtons(actions: readonly Action[]): void {
    if (actions.length === 0) return;
    this.print(`\n${actions.map(({ label }, index) => `[${index + 1}] ${label}`).join('  ')}`);
  }
}

import { z } from 'zod';
import { maskIdentityNumbers } from '../../forms/guard';
import { cleanLine, cleanText, shorten } from '../../forms/text';
import { newForm } from '../../records/commands/form-flow';
import { MAX_TEXT, MAX_TITLE } from '../../records/common-fields';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { ExampleContent } from '../../records/kinds/example';
import { type Command, defineCommand } from '../../turn/command';
import type { FormValues } from '../../turn/turn';

/**
 * Opens the form for an example, filled in from a message that somebody wrote. Nothing is kept before the form is sent. An
 * identity number in the message is masked at once: the form would refuse it, and it is none of the person's doing.
 */
export function captureCommand(kind: KindDefinition<ExampleContent>, deps: KindDependencies): Command {
  return defineCommand({
    name: 'example.capture',
    permission: kind.write,
    phrases: [],
    effect: 'write',
    opensForm: true,
    request: z.object({ values: z.object({ text: z.string() }).default({ text: '' }) }),
    run: async (context, { values }) => newForm(kind, context, deps, fromMessage(values.text)),
  });
}

/** The first line as the title, and everything as what was done. */
function fromMessage(message: string): FormValues {
  const text = maskIdentityNumbers(cleanText(message));
  const [first = ''] = text.split('\n');
  const sentence = /^.{10,}?[.!?](?=\s)/.exec(first)?.[0] ?? first;
  return {
    title: shorten(cleanLine(sentence).replace(/[.]$/, ''), MAX_TITLE),
    done: shorten(text, MAX_TEXT),
  };
}

import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Input, Language, Reply } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import type { FormPlace } from '../metadata';
import { formModal, replyModal, textModal } from '../render/modal';
import type { Runtime } from '../runtime';
import { texts } from '../texts';

const opened = z.object({ view: z.object({ id: z.string() }) });

export interface ModalOpener {
  /** Opens the form; false when the trigger is too old or Slack can't be reached, so that it must be asked for again. */
  open(view: FormView, language: Language, place: FormPlace): Promise<boolean>;
  /** True when a modal that was waiting for a form has shown the reply instead. */
  show(reply: Reply): Promise<boolean>;
  /** Ends the wait. */
  close(): void;
}

export interface OpenerOptions {
  readonly trigger: string;
  readonly input: Input;
  readonly language: Language;
  /** `views.push` stacks a form on the modal whose button was pressed. */
  readonly method?: 'views.open' | 'views.push';
}

/**
 * A trigger_id is good for three seconds. A form that is ready sooner is opened as it is; when a form is expected and isn't
 * ready in time, a modal that says so is opened and filled afterwards.
 */
export function createModalOpener(runtime: Runtime, options: OpenerOptions): ModalOpener {
  const { api, log, timing } = runtime;
  const method = options.method ?? 'views.open';
  let waiting: Promise<string | undefined> | undefined;
  const openNew = async (view: ModalView): Promise<string | undefined> => {
    try {
      return opened.parse(await api.call(method, { trigger_id: options.trigger, view })).view.id;
    } catch (error) {
      log.warn({ err: error }, 'slack modal not opened');
      return undefined;
    }
  };
  // What the input calls is looked up only when it takes long.
  const timer = setTimeout(() => {
    if (!runtime.opensForm(options.input)) return;
    waiting = openNew(textModal(texts[options.language].loading, options.language));
  }, timing.loading);
  const update = async (view: ModalView): Promise<boolean> => {
    const id = await waiting;
    if (id === undefined) return false;
    await api.call('views.update', { view_id: id, view });
    return true;
  };
  return {
    open: async (view, language, place) => {
      clearTimeout(timer);
      const modal = formModal(view, language, place);
      if (waiting !== undefined) return update(modal);
      return (await openNew(modal)) !== undefined;
    },
    show: async (reply) => {
      clearTimeout(timer);
      return waiting === undefined ? false : update(replyModal(reply));
    },
    close: () => clearTimeout(timer),
  };
}

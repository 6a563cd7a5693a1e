import { BotError } from '../../turn/errors';
import type { Reply, TurnContext } from '../../turn/turn';
import { causeOf, ownAudienceOf } from '../access';
import type { CommonContent, Draft, Entry, RecordStatus } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { recordTexts } from '../texts';
import { recordView } from '../view';
import { viewerOf } from './form-show';
import { loadEditable, loadVisible } from './load';
import { notice, replacing, reply } from './reply';
import { showInstead } from './show-record';

/** Shows a record, with its history when that is asked for. @throws BotError `record-not-found`. */
export async function showRecord<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
  options: { readonly history?: boolean } = {},
): Promise<Reply> {
  const entry = await loadVisible(kind, context, code);
  return reply(context, recordView(kind, entry, viewerOf(context), deps, options));
}

/** Hides a record and offers to bring it back. @throws BotError `record-not-found`, `not-allowed`. */
export async function withdrawRecord<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const { code: id } = await loadEditable(kind, context, code);
  await kind.repository.setWithdrawn(id, true, causeOf(context));
  const undo = { name: 'record.restore', id, label: t.undo };
  return replacing(context, notice('success', t.withdrawn(id), [undo]));
}

/** Hides what the person logged last, drafts included, and offers to bring it back; with nothing logged it says so. */
export async function withdrawLatest<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
): Promise<Reply> {
  const { person, place } = context;
  const own = { audience: ownAudienceOf(person, place), createdBy: person.id, drafts: true };
  const { entries } = await kind.repository.find(own, { page: 1, size: 1 });
  const [latest] = entries;
  return latest === undefined
    ? reply(context, notice('info', kind.texts[context.language].emptyMine))
    : withdrawRecord(kind, context, latest.code);
}

/**
 * Brings a withdrawn record back; one that isn't withdrawn gets back the status it had before, when that was the latest
 * thing that happened to it. With nothing to undo the record is shown as it is.
 * @throws BotError `record-not-found`, `not-allowed`, `record-changed` when something else has happened since.
 */
export async function restoreRecord<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  asked: { readonly code: string; readonly version?: number },
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const entry = await loadEditable(kind, context, asked.code);
  const show = (now: Entry<C>, lead?: string): Reply => showInstead(kind, context, now, deps, lead);
  if (entry.withdrawn) {
    const restored = await kind.repository.setWithdrawn(entry.code, false, causeOf(context));
    return show(restored, t.restored(entry.code));
  }
  if (asked.version !== undefined && asked.version !== entry.version) throw new BotError('record-changed');
  const last = entry.history.at(-1);
  const earlier = last?.action === 'status' ? last.changes[0]?.from : undefined;
  if (earlier === undefined) return show(entry);
  return show(await setStatus(kind, context, entry, earlier as RecordStatus), t.updated(entry.code));
}

/** Makes a draft visible; pressed twice it says that it is. @throws BotError `record-not-found`, `not-allowed`, `record-changed`. */
export async function publishRecord<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const entry = await loadEditable(kind, context, code);
  const show = (now: Entry<C>, lead: string): Reply => showInstead(kind, context, now, deps, lead);
  if (entry.withdrawn) return show(entry, t.withdrawnStatus);
  if (entry.status !== 'draft') return show(entry, t.alreadyPublished(entry.code));
  return show(await setStatus(kind, context, entry, kind.initialStatus), t.published(entry.code));
}

/** Saves a new status. @throws BotError `record-changed` when someone else was quicker. */
export async function setStatus<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  entry: Entry<C>,
  status: RecordStatus,
): Promise<Entry<C>> {
  const { shared, administrations, content } = entry;
  const draft: Draft<C> = { status, shared, administrations, content };
  return kind.repository.update(entry.code, entry.version, draft, causeOf(context));
}

import { z } from 'zod';
import { notice, reply } from '../../records/commands/reply';
import type { Command } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Action, DigestView } from '../../views/views';
import { type SampleId, sampleId, writeSample } from './ids';
import type { Addressee, SendPlatform } from './issue';
import { issueView, type Reader } from './issue-view';
import { existing, type ManageDependencies, manageCommand } from './manage';
import { manageTexts } from './manage-texts';
import { restOf } from './view';

/** What each kind of recipient gets, exactly, but that the buttons do nothing. */
export function sampleCommands(deps: ManageDependencies): Command[] {
  return [
    manageCommand({
      name: 'digest.sample',
      effect: 'read',
      request: z.object({ id: sampleId }),
      run: (context, { id }) => showSample(context, id, deps),
    }),
    manageCommand({
      name: 'digest.example',
      effect: 'read',
      request: z.object({}),
      run: async (context) => reply(context, notice('info', manageTexts[context.language].exampleButton)),
    }),
  ];
}

async function showSample(context: TurnContext, id: SampleId, deps: ManageDependencies): Promise<Reply> {
  const t = manageTexts[context.language];
  const issue = await existing(deps, id.key);
  const all = await deps.sending.recipients(context.now);
  const { reader, name, more } = sampleReader(id, all, context, deps);
  const view = asSample(issueView(issue, reader, deps), { ...id, version: issue.version });
  if (id.rest) return { views: [restOf(view, reader.language)], language: context.language };
  const next = { ...id, index: id.index + 1 };
  const actions = more ? [{ name: 'digest.sample', id: writeSample(next), label: t.nextPerson }] : [];
  const said = notice('info', t.sampleLead(id.kind, name), actions);
  return { views: [said, view], language: context.language };
}

/** Somebody who would get it; where there is none yet, somebody who might. */
function sampleReader(
  { kind, index }: SampleId,
  all: readonly Addressee[],
  context: TurnContext,
  { names }: ManageDependencies,
): { readonly reader: Reader; readonly name: string; readonly more: boolean } {
  const t = manageTexts[context.language];
  if (kind !== 'person') {
    const platform = kind === 'teams-channel' ? 'teams' : 'slack';
    const [found] = all.filter((one) => one.kind === 'channel' && one.platform === platform);
    const any = platform === 'teams' ? t.anyTeamsChannel : t.anySlackChannel;
    const reader = found ?? { kind: 'channel', platform, language: 'sv' };
    return { reader, name: found?.name ?? any, more: false };
  }
  const persons = all.filter((one) => one.kind === 'person');
  const speaking = persons.filter(({ administration }) => administration !== undefined);
  const ordered = [...speaking, ...persons.filter((one) => !speaking.includes(one))];
  const found = ordered[index % Math.max(1, ordered.length)];
  if (found !== undefined) {
    const at = found.administration === undefined ? '' : ` (${names.administration(found.administration)})`;
    return { reader: found, name: `${found.name ?? ''}${at}`, more: ordered.length > 1 };
  }
  const reader = readerHere(context, 'teams');
  const administration = names.administration(reader.administration ?? '');
  return { reader, name: t.anyPerson(administration), more: false };
}

/** As whoever asks would get it in their own chat. */
export function readerHere({ language, person }: TurnContext, platform: SendPlatform): Reader {
  const { administration } = person;
  return { kind: 'person', platform, language, ...(administration === undefined ? {} : { administration }) };
}

/** The same view with buttons that look as they will and only tell what they are. */
export function asSample(view: DigestView, id: SampleId): DigestView {
  const { moreAction, actions } = view;
  const rest = { name: 'digest.sample', id: writeSample({ ...id, rest: true }) };
  return {
    ...view,
    ...(moreAction === undefined ? {} : { moreAction: { ...moreAction, ...rest } }),
    actions: actions.map(({ label, style }): Action => ({ name: 'digest.example', label, style })),
  };
}

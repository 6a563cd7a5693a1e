import type { Inbound } from '../../../turn/turn';
import { homeBody } from '../inbound/schemas';
import { homeView } from '../render/modal';
import { slackPlace } from '../reply/address';
import { type Runtime, runTurn } from '../runtime';
import { texts } from '../texts';

/** The home tab was opened: it shows what the bot can do for this person, made afresh each time. */
export async function onHome(runtime: Runtime, raw: unknown): Promise<void> {
  const read = homeBody.safeParse(raw);
  if (!read.success) return;
  const { user } = read.data.event;
  const inbound: Inbound = {
    key: `slack:${read.data.event_id}`,
    redelivers: true,
    person: { id: `slack:${user}` },
    place: slackPlace({ channel: user, kind: 'personal', privateReply: true, user }),
    input: { kind: 'words', text: texts.sv.helpWords },
  };
  await runTurn(runtime, inbound, async (reply) => {
    await runtime.api.call('views.publish', { user_id: user, view: homeView(reply) });
  });
}

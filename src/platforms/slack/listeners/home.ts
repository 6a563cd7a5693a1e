import { publishHome } from '../home';
import { homeBody } from '../inbound/schemas';
import type { Runtime } from '../runtime';
import { welcome } from '../welcome';

/** The app was opened: on its home tab it shows what waits for this person, in the messages it says hello the first time. */
export async function onHome(runtime: Runtime, raw: unknown): Promise<void> {
  const read = homeBody.safeParse(raw);
  if (!read.success) return;
  const { user, tab, channel } = read.data.event;
  if (tab === 'messages') return channel === undefined ? undefined : welcome(runtime, { user, channel });
  await publishHome(runtime, { user, key: `slack:${read.data.event_id}`, redelivers: true });
}

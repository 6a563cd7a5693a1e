import { z } from 'zod';
import type { TeamsActivity } from './activity';

/**
 * What is needed to speak somewhere later; kept as {@link Place.address}. Without a conversation it names a person whose
 * personal chat is opened first.
 */
export const addressSchema = z
  .object({
    serviceUrl: z.string().min(1).max(2_048),
    conversation: z.string().min(1).max(1_024).optional(),
    /** Teams' id of the user, or the Entra object id; needed only to open a personal chat. */
    user: z.string().min(1).max(1_024).optional(),
    bot: z.string().min(1).max(1_024),
    tenant: z.string().max(1_024).optional(),
  })
  .refine((address) => address.conversation !== undefined || address.user !== undefined);

export type Address = z.infer<typeof addressSchema>;

/**
 * Copies the address out of an activity: a turn's context, and the reference in it, can't be used after the turn. In a
 * channel the conversation id names the thread (`…;messageid=…`), so what is sent there later is a reply in it.
 */
export function addressOf(activity: TeamsActivity): Address {
  return {
    serviceUrl: activity.serviceUrl,
    conversation: activity.conversation.id,
    user: activity.from?.id,
    bot: activity.recipient.id,
    tenant: activity.conversation.tenantId ?? undefined,
  };
}

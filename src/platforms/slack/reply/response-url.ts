import { DeliveryError } from '../../platform';
import type { SlackApi } from '../api/client';

/** Slack's limits for a response_url. */
const USES = 5;
const LIFE_MS = 30 * 60_000;

export interface ResponseUrl {
  /** True while the address can still be used. */
  usable(): boolean;
  /** @throws DeliveryError `gone` when it is used up or too old. */
  send(body: Record<string, unknown>): Promise<void>;
}

/** A response_url with its count of uses and its age. `since` is when it was issued. */
export function createResponseUrl(
  api: SlackApi,
  clock: () => Date,
  url: string | undefined,
  since: number = clock().getTime(),
): ResponseUrl {
  let uses = 0;
  const usable = (): boolean => url !== undefined && uses < USES && clock().getTime() - since < LIFE_MS;
  return {
    usable,
    send: async (body) => {
      if (url === undefined || !usable()) throw new DeliveryError('gone', 'response_url used up');
      uses++;
      await api.respond(url, body);
    },
  };
}

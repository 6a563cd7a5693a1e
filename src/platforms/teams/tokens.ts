import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { z } from 'zod';
import type { TeamsConfig } from '../../config';
import type { TeamsCloud } from './cloud';

/** Gives the access token for the Bot Connector; undefined when there are no credentials. */
export type TokenSource = () => Promise<string | undefined>;

const credentials = z.custom<{ getToken(): Promise<string> }>(
  (value) => typeof value === 'object' && value !== null && 'getToken' in value,
);

/**
 * Tokens from Entra ID. The library caches a token until five minutes before it ends; it doesn't hold back others while
 * the first is being fetched.
 * @throws whatever the fetch throws; the next call tries again.
 */
export function createTokenSource(config: TeamsConfig | undefined, cloud: TeamsCloud): TokenSource {
  if (config === undefined) return async () => undefined;
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenantId,
    ...(config.appType === 'SingleTenant' ? { MicrosoftAppPassword: config.appPassword } : {}),
  });
  let ready: z.infer<typeof credentials> | undefined;
  return singleFlight(async () => {
    ready ??= credentials.parse(
      await factory.createCredentials(config.appId, cloud.oauthScope, cloud.loginUrl, true),
    );
    return ready.getToken();
  });
}

/** Callers that come while the work is under way share its outcome. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let underway: Promise<T> | undefined;
  return () => {
    underway ??= work().finally(() => {
      underway = undefined;
    });
    return underway;
  };
}

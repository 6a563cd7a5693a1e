import { z } from 'zod';
import { optional } from './config-optional';
import { clouds, isLoopbackHost, type TeamsCloud } from './platforms/teams/cloud';

/** Where tokens are checked and fetched: over https, but on this machine, where a test stands in for Microsoft. */
const address = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => url.startsWith('https:') || isLoopbackHost(new URL(url).hostname),
    'must start with https://',
  );
const HOST = /^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i;
const hosts = z
  .string()
  .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
  .refine(
    (list) =>
      list.every((host) => HOST.test(host) && (host.startsWith('.') ? host.slice(1).includes('.') : true)),
    'must be host names such as smba.trafficmanager.net, or .teams.microsoft.com for all under it, divided by commas',
  );

/** The variables that say which cloud Teams runs in. */
export const cloudVariables = {
  MICROSOFT_CLOUD: optional(z.enum(['public', 'usgov'])),
  MICROSOFT_SERVICE_HOSTS: optional(hosts),
  MICROSOFT_TOKEN_ISSUER: optional(address),
  MICROSOFT_OPENID_METADATA_URL: optional(address),
  MICROSOFT_LOGIN_URL: optional(address),
  MICROSOFT_OAUTH_SCOPE: optional(address),
};

type CloudVariables = { readonly [K in keyof typeof cloudVariables]?: z.infer<(typeof cloudVariables)[K]> };

/** The named cloud, with what is given in place of its own addresses. */
export function readCloud(values: CloudVariables): TeamsCloud {
  const named: TeamsCloud = clouds[values.MICROSOFT_CLOUD ?? 'public'];
  return {
    ...named,
    serviceHosts: values.MICROSOFT_SERVICE_HOSTS ?? named.serviceHosts,
    tokenIssuer: values.MICROSOFT_TOKEN_ISSUER ?? named.tokenIssuer,
    openIdMetadataUrl: values.MICROSOFT_OPENID_METADATA_URL ?? named.openIdMetadataUrl,
    loginUrl: values.MICROSOFT_LOGIN_URL ?? named.loginUrl,
    oauthScope: values.MICROSOFT_OAUTH_SCOPE ?? named.oauthScope,
  };
}

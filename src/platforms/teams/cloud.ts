/** The addresses and names of the cloud that Teams runs in. */
export interface TeamsCloud {
  readonly openIdMetadataUrl: string;
  /** The issuer of the tokens that the channel signs its requests with. */
  readonly tokenIssuer: string;
  readonly loginUrl: string;
  /** The audience that our own tokens are fetched for. */
  readonly oauthScope: string;
  /** Where the library would look for people's own tokens, which the bot never asks for. */
  readonly oauthUrl: string;
  readonly callerId: string;
  /** Hosts that may be a `serviceUrl`; one that starts with a dot stands for every host under it. */
  readonly serviceHosts: readonly string[];
}

export const publicCloud: TeamsCloud = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  oauthScope: 'https://api.botframework.com',
  oauthUrl: 'https://api.botframework.com',
  callerId: 'urn:botframework:azure',
  serviceHosts: ['smba.trafficmanager.net', '.teams.microsoft.com', '.botframework.com'],
};

/**
 * The clouds that can be named in the configuration. Those of the US government are as in the library's
 * GovernmentConstants; any other is described address by address.
 */
export const clouds = {
  public: publicCloud,
  usgov: {
    openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.us',
    loginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    oauthScope: 'https://api.botframework.us',
    oauthUrl: 'https://api.botframework.azure.us',
    callerId: 'urn:botframework:azureusgov',
    serviceHosts: ['.teams.microsoft.us', '.botframework.azure.us', '.botframework.us'],
  },
} as const satisfies Record<string, TeamsCloud>;

/**
 * True when answers may be sent to the address. Whoever chooses the serviceUrl gets our access token, so it must be
 * one of the cloud's hosts over https. A loopback host may be plain http, and only where it is listed.
 */
export function isAllowedServiceUrl(serviceUrl: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.username !== '' || url.password !== '') return false;
  const host = url.hostname.toLowerCase();
  const listed = hosts.some((entry) => (entry.startsWith('.') ? host.endsWith(entry) : host === entry));
  if (!listed) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(host));
}

/** The hosts that a trial without credentials may answer to. */
export const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** True for a host name, as a URL spells it, that only this machine reaches. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

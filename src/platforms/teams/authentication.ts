import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import type { TeamsConfig } from '../../config';
import { isAllowedServiceUrl, loopbackHosts, type TeamsCloud } from './cloud';

const AUTHENTICATION_TIMEOUT_MS = 10_000;
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

const MOST_CONNECTORS = 100;

type TokenClientOf = ConfigurationBotFrameworkAuthentication['createUserTokenClient'];
type UserTokens = ReturnType<TokenClientOf>;
type ConnectorClient = Awaited<ReturnType<NonNullable<Authenticated['connectorFactory']>['create']>>;
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** A request that is turned away before any turn. The reason is for the log; outside only the status is seen. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly reason: string,
    readonly status: 400 | 401 | 403 | 413 | 415 | 503,
  ) {
    super(reason);
  }
}

const header = z.object({ alg: z.string() });
const claims = z.object({ iss: z.string() });
const tenant = z.object({
  conversation: z.object({ tenantId: z.string().optional() }).optional(),
  channelData: z
    .object({ tenant: z.object({ id: z.string() }).optional() })
    .optional()
    .catch(undefined),
});

/**
 * Checks who sends an activity. The library verifies signature, times, audience, issuer and serviceUrl claim; this closes what
 * it leaves open: an activity without serviceUrl skips its claim check, tokens of the emulator and of other bots are let
 * through other doors, and several bad tokens end as an internal error with a text.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly connectors = new Map<string, ConnectorClient>();
  private userTokens: UserTokens | undefined;

  constructor(
    private readonly config: TeamsConfig | undefined,
    private readonly cloud: TeamsCloud,
  ) {
    super(config === undefined ? {} : settings(config, cloud));
  }

  /**
   * @throws Refusal with status 401 (token), 403 (another tenant or channel) or 503 (the signing keys can't be
   * fetched, so nothing can be said about the token).
   */
  override async authenticateRequest(activity: Activity, authorization: string): Promise<Authenticated> {
    const hosts = this.config === undefined ? loopbackHosts : this.cloud.serviceHosts;
    if (typeof activity.serviceUrl !== 'string' || !isAllowedServiceUrl(activity.serviceUrl, hosts)) {
      throw new Refusal('serviceUrl refused', 401);
    }
    if (this.config === undefined)
      return this.sharing(await super.authenticateRequest(activity, authorization));
    // Other channel ids lead the library to other checks, with other issuers.
    if (activity.channelId !== 'msteams') throw new Refusal('channel refused', 403);
    checkShape(authorization, this.cloud.tokenIssuer);
    const result = await withTimeout(super.authenticateRequest(activity, authorization).catch(rethrow));
    if (!isFromTenant(activity, this.config.tenants ?? [this.config.tenantId]))
      throw new Refusal('tenant refused', 403);
    return this.sharing(result);
  }

  /** The library makes a client of each kind for every activity, a fifth of its time; what we send goes by neither. */
  override createUserTokenClient(...claims: Parameters<TokenClientOf>): UserTokens {
    this.userTokens ??= super.createUserTokenClient(...claims).catch((error: unknown) => {
      this.userTokens = undefined;
      throw error;
    });
    return this.userTokens;
  }

  private sharing(result: Authenticated): Authenticated {
    const { connectorFactory: own } = result;
    if (own === undefined) return result;
    const create = async (serviceUrl: string, audience: string): Promise<ConnectorClient> => {
      const key = `${serviceUrl} ${audience}`;
      const client = this.connectors.get(key) ?? (await own.create(serviceUrl, audience));
      // Microsoft's hosts are few, but nobody promises it.
      if (this.connectors.size >= MOST_CONNECTORS) this.connectors.clear();
      this.connectors.set(key, client);
      return client;
    };
    return { ...result, connectorFactory: { create } };
  }
}

/**
 * Any one of these given switches the library's defaults off, so all of them are.
 */
function settings(config: TeamsConfig, cloud: TeamsCloud): Record<string, string | boolean | undefined> {
  return {
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppPassword: config.appType === 'SingleTenant' ? config.appPassword : undefined,
    MicrosoftAppTenantId: config.tenantId,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.oauthScope,
    ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
    OAuthUrl: cloud.oauthUrl,
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    CallerId: cloud.callerId,
    ValidateAuthority: true,
  };
}

/** Refuses what needs no key to be refused, before the library fetches keys or logs. */
function checkShape(authorization: string, issuer: string): void {
  const match = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization);
  const alg = header.safeParse(decodePart(match?.[1]));
  const iss = claims.safeParse(decodePart(match?.[2]));
  if (!alg.success || !ALGORITHMS.includes(alg.data.alg)) throw new Refusal('token refused', 401);
  if (!iss.success || iss.data.iss !== issuer) throw new Refusal('issuer refused', 401);
}

function decodePart(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Keys that can't be fetched are our trouble (503, Teams tries again); everything else is the token's. */
function rethrow(error: unknown): never {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  const unreachable = error instanceof Error && error.name === 'FetchError';
  if (unreachable || status === 500) throw new Refusal('signing keys not available', 503);
  throw new Refusal('token refused', 401);
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new Refusal('signing keys not available', 503));
    timer = setTimeout(giveUp, AUTHENTICATION_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isFromTenant(activity: Activity, tenants: readonly string[]): boolean {
  const result = tenant.safeParse(activity);
  if (!result.success) return false;
  const ids = [result.data.conversation?.tenantId, result.data.channelData?.tenant?.id].filter(
    (id) => id !== undefined,
  );
  const [tenantId] = ids;
  return tenants.some((allowed) => same(allowed, tenantId)) && ids.every((id) => same(id, tenantId));
}

function same(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

import { z } from 'zod';
import { cloudVariables, readCloud } from './config-cloud';
import { fileVariables, withoutSlash } from './config-files';
import { optional } from './config-optional';
import type { LogLevel } from './log';
import type { TeamsCloud } from './platforms/teams/cloud';
import type { PersonId } from './turn/turn';

export interface TeamsConfig {
  readonly appId: string;
  readonly appPassword?: string;
  readonly tenantId: string;
  readonly appType: 'SingleTenant' | 'UserAssignedMSI';
  /** Tenants whose people may talk to the bot; without it, `tenantId` alone. */
  readonly tenants?: readonly string[];
  /** Left out: Microsoft's public cloud. */
  readonly cloud?: TeamsCloud;
}

export interface SlackConfig {
  readonly botToken: string;
  readonly signingSecret?: string;
  readonly appToken?: string;
  readonly apiUrl?: string;
  /** Workspaces that may talk to the bot; without it, the token's own. */
  readonly teamIds?: readonly string[];
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly mongodbUri?: string;
  readonly dataDir: string;
  readonly knowledgeDir: string;
  readonly timezone: string;
  readonly logLevel: LogLevel;
  readonly coordinators: readonly PersonId[];
  /** `two`: the digest goes when a coordinator who hasn't written in it has approved it. */
  readonly digestApproval: 'one' | 'two';
  /** Limits against floods, for each process; 0 is none. */
  readonly flood: { readonly perAddress: number; readonly perPerson: number };
  /** Proxies of our own before the bot, whose word on who calls is taken. */
  readonly proxies: number;
  readonly metricsToken?: string;
  /** Where people reach the server, without a slash at the end; without it files are handed out on this machine alone. */
  readonly publicUrl?: string;
  /** The retention decisions, as YAML; without it nothing is ever erased by a timer. */
  readonly retentionFile?: string;
  readonly teams?: TeamsConfig;
  readonly slack?: SlackConfig;
  /** No credentials and no coordinators: a trial on this machine alone, where whoever talks may do everything. */
  readonly trial: boolean;
}

/** All mistakes of the configuration in one message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((m) => `- ${m}`).join('\n')}`,
    );
  }
}

const text = z.string().trim().min(1);

const environment = z.object({
  HOST: optional(text),
  PORT: optional(z.coerce.number().int().min(0).max(65535)),
  MONGODB_URI: optional(
    z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must start with mongodb:// or mongodb+srv://'),
  ),
  DATA_DIR: optional(text),
  KNOWLEDGE_DIR: optional(text),
  TIMEZONE: optional(text.refine(isTimeZone, 'is not an IANA time zone, such as Europe/Stockholm')),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])),
  COORDINATORS: optional(text),
  DIGEST_APPROVAL: optional(z.enum(['one', 'two'])),
  NODE_ENV: optional(text),
  EMBEDDED_STORE: optional(z.enum(['allow'])),
  FLOOD_PER_ADDRESS: optional(z.coerce.number().int().min(0)),
  FLOOD_PER_PERSON: optional(z.coerce.number().int().min(0)),
  PROXY_HOPS: optional(z.coerce.number().int().min(0).max(5)),
  METRICS_TOKEN: optional(
    z
      .string()
      .regex(
        /^[\w.~+/=-]{16,}$/,
        'must be at least 16 characters that a header can hold, such as `openssl rand -hex 32` gives',
      ),
  ),
  MICROSOFT_APP_ID: optional(text),
  MICROSOFT_APP_PASSWORD: optional(text),
  MICROSOFT_APP_TENANT_ID: optional(text),
  MICROSOFT_APP_TYPE: optional(z.enum(['SingleTenant', 'UserAssignedMSI'])),
  MICROSOFT_ALLOWED_TENANT_IDS: optional(
    z.string().regex(/^[\da-f-]{36}(\s*,\s*[\da-f-]{36})*$/i, 'must be tenant ids, divided by commas'),
  ),
  ...fileVariables,
  ...cloudVariables,
  SLACK_BOT_TOKEN: optional(z.string().regex(/^xoxb-\S+$/, 'must be a bot token, which starts with xoxb-')),
  SLACK_SIGNING_SECRET: optional(text),
  SLACK_APP_TOKEN: optional(
    z.string().regex(/^xapp-\S+$/, 'must be an app-level token, which starts with xapp-'),
  ),
  SLACK_TEAM_IDS: optional(
    z
      .string()
      .regex(/^[TE]\w+(\s*,\s*[TE]\w+)*$/, 'must be workspace ids such as T0123456789, divided by commas'),
  ),
  SLACK_API_URL: optional(z.url({ protocol: /^https?$/ })),
});

type Environment = z.infer<typeof environment>;

/** Every variable that is read; the documentation is held against it. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

/**
 * Reads, validates and freezes the configuration.
 * @throws ConfigError naming every mistake at once; values of secrets are never in the message.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = environment.safeParse(env);
  const mistakes = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')} ${describe(issue.code, issue.message)}`);
  if (!result.success) throw new ConfigError(mistakes);
  const values = result.data;
  const coordinators = readCoordinators(values.COORDINATORS, mistakes);
  const teams = readTeams(values, mistakes);
  const slack = readSlack(values, mistakes);
  if (
    values.NODE_ENV === 'production' &&
    values.MONGODB_URI === undefined &&
    values.EMBEDDED_STORE !== 'allow'
  ) {
    mistakes.push(
      'MONGODB_URI is missing: with NODE_ENV=production the embedded store must be allowed by EMBEDDED_STORE=allow',
    );
  }
  const host = values.HOST ?? (teams !== undefined || slack !== undefined ? '0.0.0.0' : '127.0.0.1');
  if (teams === undefined && slack === undefined && !isLoopback(host)) {
    mistakes.push('HOST must be a loopback address without credentials: nobody is authenticated then');
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  const open = teams !== undefined || slack !== undefined;
  return Object.freeze({
    host,
    port: values.PORT ?? 3978,
    mongodbUri: values.MONGODB_URI,
    dataDir: values.DATA_DIR ?? './data',
    knowledgeDir: values.KNOWLEDGE_DIR ?? 'knowledge/orebro',
    timezone: values.TIMEZONE ?? 'Europe/Stockholm',
    logLevel: values.LOG_LEVEL ?? 'info',
    coordinators: Object.freeze(coordinators),
    digestApproval: values.DIGEST_APPROVAL ?? 'one',
    flood: Object.freeze({
      perAddress: values.FLOOD_PER_ADDRESS ?? 300,
      // Without credentials only this machine is let in, and nobody is told from anybody else.
      perPerson: values.FLOOD_PER_PERSON ?? (open ? 600 : 0),
    }),
    proxies: values.PROXY_HOPS ?? 0,
    metricsToken: values.METRICS_TOKEN,
    publicUrl: withoutSlash(values.PUBLIC_URL),
    retentionFile: values.RETENTION_FILE,
    teams: teams && Object.freeze(teams),
    slack: slack && Object.freeze(slack),
    trial: !open && coordinators.length === 0,
  });
}

function describe(code: string, message: string): string {
  return code === 'invalid_value' ? `must be one of those in .env.example (${message})` : message;
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('sv', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function readCoordinators(list: string | undefined, mistakes: string[]): PersonId[] {
  const ids = (list ?? '').split(',').map((id) => id.trim());
  const present = ids.filter((id) => id !== '');
  for (const id of present) {
    if (!/^(teams|slack|terminal):\S+$/.test(id)) {
      mistakes.push(`COORDINATORS has an entry that is neither teams:<aad object id> nor slack:<user id>`);
    }
  }
  return present;
}

function readTeams(values: Environment, mistakes: string[]): TeamsConfig | undefined {
  const {
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: appPassword,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = values;
  const appType = values.MICROSOFT_APP_TYPE ?? 'SingleTenant';
  if (appId === undefined && appPassword === undefined && tenantId === undefined) return undefined;
  if (appId === undefined)
    mistakes.push('MICROSOFT_APP_ID is missing although other Teams settings are there');
  if (tenantId === undefined) mistakes.push('MICROSOFT_APP_TENANT_ID is missing: the bot serves one tenant');
  if (appType === 'SingleTenant' && appPassword === undefined) {
    mistakes.push('MICROSOFT_APP_PASSWORD is missing (only MICROSOFT_APP_TYPE=UserAssignedMSI needs none)');
  }
  if (appId === undefined || tenantId === undefined) return undefined;
  const tenants = values.MICROSOFT_ALLOWED_TENANT_IDS?.split(',').map((id) => id.trim());
  return { appId, appPassword, tenantId, appType, tenants, cloud: readCloud(values) };
}

function readSlack(values: Environment, mistakes: string[]): SlackConfig | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
  } = values;
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) return undefined;
  if (botToken === undefined)
    mistakes.push('SLACK_BOT_TOKEN is missing although other Slack settings are there');
  if (signingSecret === undefined && appToken === undefined) {
    mistakes.push('SLACK_SIGNING_SECRET is missing (only Socket Mode, with SLACK_APP_TOKEN, needs none)');
  }
  if (botToken === undefined) return undefined;
  const teamIds = values.SLACK_TEAM_IDS?.split(',').map((id) => id.trim());
  return { botToken, signingSecret, appToken, apiUrl: values.SLACK_API_URL, teamIds };
}

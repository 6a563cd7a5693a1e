import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-1';

export interface SignOptions {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with another key than the published one. */
  readonly forged?: boolean;
}

/** The channel's signing keys, published as Microsoft publishes them, and tokens signed with them. */
export interface OpenId {
  readonly metadataUrl: string;
  /** The published key as PEM: what an HS256 attack takes for its secret. */
  readonly publicPem: string;
  /** `Bearer …` with the claims that a good token has, changed as the test wants. */
  token(options?: SignOptions): string;
  close(): Promise<void>;
}

export interface OpenIdOptions {
  readonly audience: string;
  readonly serviceUrl: string;
  readonly endorsements?: readonly string[];
}

export async function startOpenId(options: OpenIdOptions): Promise<OpenId> {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = {
    ...pair.publicKey.export({ format: 'jwk' }),
    kid: KEY_ID,
    use: 'sig',
    endorsements: options.endorsements ?? ['msteams'],
  };
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const config = { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : config));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    metadataUrl: `http://127.0.0.1:${port}/.well-known/openidconfiguration`,
    publicPem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    token: ({ header = {}, claims = {}, forged = false } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const payload = {
        iss: ISSUER,
        aud: options.audience,
        serviceurl: options.serviceUrl,
        nbf: now - 60,
        exp: now + 3_600,
        ...claims,
      };
      const head = { alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header };
      return `Bearer ${signed(head, payload, forged ? stranger.privateKey : pair.privateKey)}`;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function signed(header: object, payload: object, key: KeyObject): string {
  const text = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign(
    'RSA-SHA256',
    Buffer.from(text),
    createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })),
  );
  return `${text}.${signature.toString('base64url')}`;
}

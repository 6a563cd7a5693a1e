import { z } from 'zod';
import { optional } from './config-optional';

/** Where people fetch files, and what may be erased when. */
export const fileVariables = {
  PUBLIC_URL: optional(
    z
      .string()
      .refine(
        isPublicUrl,
        'must be the https address of the bot, without a query, such as https://bot.example.se',
      ),
  ),
  RETENTION_FILE: optional(z.string().trim().min(1)),
};

/** https, or http on this machine: a link to a file is a secret, which mustn't cross a network in the open. */
function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  const local = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && local);
}

/** Without slashes at the end, so that a path can be put after it. */
export function withoutSlash(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}

import { z } from 'zod';
import type { Inbound } from '../../turn/turn';

/**
 * What a modal carries in private_metadata (at most 3,000 characters): which action takes its values, the form key, the
 * language, and where it was opened, so that the confirmation lands there. Read back strictly: it has been with a client.
 */
const metadata = z.strictObject({
  action: z.string().min(1).max(100),
  id: z.string().max(150).optional(),
  language: z.enum(['sv', 'en']),
  place: z.strictObject({
    channel: z.string().max(30),
    thread: z.string().max(30).optional(),
    kind: z.enum(['personal', 'group', 'channel']),
    /** One of the five uses of a response_url, for channels where the bot isn't a member; dead half an hour after `at`. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    at: z.number().int(),
  }),
});

export type FormMetadata = z.infer<typeof metadata>;
export type FormPlace = FormMetadata['place'];

export function writeMetadata(value: FormMetadata): string {
  return JSON.stringify(value);
}

/** Undefined when it isn't ours or has been tampered with. */
export function readMetadata(raw: string): FormMetadata | undefined {
  try {
    const result = metadata.safeParse(JSON.parse(raw));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

export type PlaceKind = Inbound['place']['kind'];

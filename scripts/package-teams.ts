import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppManifestUtils } from '@microsoft/app-manifest';
import dotenv from 'dotenv';
import { type Zippable, zipSync } from 'fflate';
import { z } from 'zod';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SCHEMA = /\/json-schemas\/teams\/(v[\d.]+)\/(MicrosoftTeams(?:\.Localization)?\.schema\.json)$/;

/** What the package is made from; the rest of the manifest passes through as it is, for the schema to judge. */
const manifestSchema = z.looseObject({
  $schema: z.string(),
  id: z.string(),
  developer: z.looseObject({ websiteUrl: z.string(), privacyUrl: z.string(), termsOfUseUrl: z.string() }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  bots: z.array(z.looseObject({ botId: z.string() })).length(1),
  composeExtensions: z.array(z.looseObject({ botId: z.string() })).optional(),
  localizationInfo: z
    .looseObject({
      defaultLanguageTag: z.string(),
      additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })).default([]),
    })
    .optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** All that is wrong with the package, in one message. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  constructor(readonly mistakes: readonly string[]) {
    super(`The app package has ${mistakes.length} mistake(s):\n${mistakes.map((m) => `- ${m}`).join('\n')}`);
  }
}

/** Pages about whoever runs the bot, which Teams shows before anyone installs it. */
export interface Addresses {
  readonly website: string;
  /** What is said of personal data; the website when left out. */
  readonly privacy?: string;
  /** The website when left out. */
  readonly terms?: string;
}

/** What stands in the manifest until somebody says who runs the bot. */
const PLACEHOLDER_HOST = 'bot.example.se';

/**
 * Makes the app package: the manifest with the bot's id, its icons and its translations, as the bytes of a zip file. The same
 * input gives the same bytes.
 * @param folder the folder with manifest.json.
 * @param botId the Microsoft app id of the bot's registration; also the app's own id where the manifest has none yet.
 * @param addresses in place of the manifest's; may be left out once those are real.
 * @throws PackageError naming every mistake; nothing is fetched from the network.
 */
export async function packageTeams(
  folder: string,
  botId: string,
  addresses?: Addresses,
): Promise<Uint8Array> {
  if (!GUID.test(botId))
    throw new PackageError(['the bot id must be a GUID, as in Azure: pass --bot-id or set MICROSOFT_APP_ID']);
  const source = manifestSchema.safeParse(
    JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')),
  );
  if (!source.success) throw new PackageError([`manifest.json: ${z.prettifyError(source.error)}`]);
  const manifest = withAddresses(withBotId(source.data, botId.toLowerCase()), addresses);
  const languages = manifest.localizationInfo?.additionalLanguages ?? [];
  const mistakes = [
    ...checkAddresses(manifest),
    ...(await checkManifest(manifest)),
    ...checkIcon(folder, manifest.icons.color, 192),
    ...checkIcon(folder, manifest.icons.outline, 32),
  ];
  for (const { file } of languages) mistakes.push(...checkTranslation(folder, file, manifest));
  if (mistakes.length > 0) throw new PackageError(mistakes);
  const files: Zippable = { 'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) };
  for (const file of [manifest.icons.color, manifest.icons.outline, ...languages.map(({ file }) => file)]) {
    files[file] = readFileSync(path.join(folder, file));
  }
  // A fixed time: zip has no other way to say "none", and the bytes should depend on the content alone.
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) });
}

/** Every place that names the bot gets its id; the app's id is kept when it is one already. */
function withBotId(manifest: Manifest, botId: string): Manifest {
  return {
    ...manifest,
    id: GUID.test(manifest.id) && !isPlaceholder(manifest.id) ? manifest.id : botId,
    bots: manifest.bots.map((bot) => ({ ...bot, botId })),
    ...(manifest.composeExtensions && {
      composeExtensions: manifest.composeExtensions.map((extension) => ({ ...extension, botId })),
    }),
  };
}

function withAddresses(manifest: Manifest, addresses: Addresses | undefined): Manifest {
  if (addresses === undefined) return manifest;
  const { website, privacy = website, terms = website } = addresses;
  const developer = { ...manifest.developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms };
  return { ...manifest, developer };
}

function checkAddresses({ developer }: Manifest): string[] {
  const named = {
    '--website': developer.websiteUrl,
    '--privacy': developer.privacyUrl,
    '--terms': developer.termsOfUseUrl,
  };
  return Object.entries(named).flatMap(([option, url]) => {
    if (!URL.canParse(url) || !url.startsWith('https://')) return [`${option} must be an https address`];
    const unset = new URL(url).hostname === PLACEHOLDER_HOST;
    return unset ? [`${option} is missing: pass the address of a page about whoever runs the bot`] : [];
  });
}

const isPlaceholder = (id: string): boolean => /^[0-]+$/.test(id);

/** Validates against Microsoft's schema as it lies in the package; a schema that isn't there is a mistake, not a download. */
async function checkManifest(manifest: Manifest): Promise<string[]> {
  const schema = bundledSchema(manifest.$schema);
  if (typeof schema === 'string') return [`manifest.json: ${schema}`];
  const errors = await AppManifestUtils.validateAgainstSchema(manifest as never, schema as never);
  return errors.map((error) => `manifest.json: ${error}`);
}

/** The schema, or why there is none. */
function bundledSchema(url: string): object | string {
  const [, version, file] = SCHEMA.exec(url) ?? [];
  if (version === undefined || file === undefined) return "$schema is not one of Microsoft's for Teams";
  const root = path.dirname(require.resolve('@microsoft/app-manifest/package.json'));
  try {
    const text = readFileSync(path.join(root, 'build/json-schemas/teams', version, file), 'utf8');
    // As the library itself does before it reads them: JavaScript's regular expressions have no \a.
    return JSON.parse(text.replaceAll('\\a', '\\u0007').replaceAll('\\v', '\\u000b'));
  } catch {
    return `the schema ${version} is not in @microsoft/app-manifest`;
  }
}

/** Teams takes square PNG icons of exactly these sizes and refuses the package otherwise. */
function checkIcon(folder: string, file: string, size: number): string[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(folder, file));
  } catch {
    return [`${file}: missing`];
  }
  if (bytes.length < 26 || bytes.toString('latin1', 1, 4) !== 'PNG') return [`${file}: not a PNG`];
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return width === size && height === size ? [] : [`${file}: ${width}×${height}, should be ${size}×${size}`];
}

const textRule = z.object({ maxLength: z.number().default(Number.POSITIVE_INFINITY) });
const translationRules = z.object({
  properties: z.record(z.string(), textRule),
  patternProperties: z.record(z.string(), textRule),
});

/**
 * A translation must fit its schema, and each of its keys must name a text that the manifest has. The schema's patterns are
 * no regular expressions in the Unicode mode that the library reads them in, so its rules are applied here.
 */
function checkTranslation(folder: string, file: string, manifest: Manifest): string[] {
  let texts: Record<string, unknown>;
  try {
    texts = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  } catch {
    return [`${file}: missing or not JSON`];
  }
  const { $schema, ...translated } = texts;
  const schema = bundledSchema(String($schema));
  if (typeof schema === 'string') return [`${file}: ${schema}`];
  const { properties, patternProperties } = translationRules.parse(schema);
  const longest = (key: string): number | undefined =>
    (
      properties[key] ??
      Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern).test(key))?.[1]
    )?.maxLength;
  return Object.entries(translated).flatMap(([key, text]) => {
    const limit = longest(key);
    if (limit === undefined) return [`${file}: ${key} cannot be translated`];
    if (typeof valueAt(manifest, key) !== 'string') return [`${file}: ${key} is not in the manifest`];
    if (typeof text !== 'string' || text === '') return [`${file}: ${key} has no text`];
    return text.length > limit ? [`${file}: ${key} is longer than ${limit} characters`] : [];
  });
}

/** The value that a localisation key such as `bots[0].commandLists[0].commands[2].title` stands for. */
export function valueAt(manifest: unknown, key: string): unknown {
  const steps = key.match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    manifest,
  );
}

async function main(root: string): Promise<void> {
  dotenv.config({ quiet: true });
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...{ 'bot-id': text, website: text, privacy: text, terms: text },
      out: { ...text, default: 'dist/cnatet-teams.zip' },
    },
  });
  const { website, privacy, terms } = values;
  const botId = values['bot-id'] ?? process.env.MICROSOFT_APP_ID ?? '';
  const addresses = website === undefined ? undefined : { website, privacy, terms };
  const bytes = await packageTeams(path.join(root, 'manifest/teams'), botId, addresses);
  mkdirSync(path.dirname(path.resolve(values.out)), { recursive: true });
  writeFileSync(values.out, bytes);
  process.stdout.write(
    `${values.out}: ${bytes.length} bytes. Upload it in Teams' admin centre, or under Apps > Manage your apps.\n`,
  );
}

if (require.main === module) {
  main(path.resolve(__dirname, '..')).catch((error: unknown) => {
    process.stderr.write(`${error instanceof PackageError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

import type { Config } from '../config';

/** What was started, for the message to whoever started it. */
export interface Started {
  readonly url: string;
  readonly packName: string;
  readonly entries: number;
  readonly embedded: boolean;
}

/** Four lines: what is on, what is off and why, and how to talk to the bot. */
export function startupMessage(config: Config, started: Started): string {
  const off = [
    ...(config.teams === undefined ? ['Teams mot internet (MICROSOFT_APP_ID saknas)'] : []),
    ...(config.slack === undefined ? ['Slack (SLACK_BOT_TOKEN saknas)'] : []),
  ];
  const store = started.embedded
    ? `inbyggt lager i ${config.dataDir} (för att prova, eller för ett enda litet nätverk)`
    : 'MongoDB';
  return [
    `Boten är igång på ${started.url} med kunskapen om ${started.packName} (${started.entries} svar) och ${store}.`,
    `På: ${platformsOn(config).join(', ')}${config.trial ? '. Provläge: den som skriver får göra allt, bara från den här datorn' : ''}.`,
    `Av: ${off.length === 0 ? 'ingenting' : `${off.join(', ')}. Se .env.example`}.`,
    'Prata med den: npm run chat i terminalen, eller npm run playground för att se den som i Teams.',
  ].join('\n');
}

function platformsOn(config: Config): string[] {
  const socket = config.slack?.appToken !== undefined;
  return [
    config.teams === undefined
      ? 'Teams lokalt utan inloggning (POST /api/messages)'
      : 'Teams (POST /api/messages)',
    ...(config.slack === undefined ? [] : [socket ? 'Slack (Socket Mode)' : 'Slack (POST /slack/events)']),
    'terminalen',
  ];
}

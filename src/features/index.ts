import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { noted } from '../audit/noting';
import type { Config } from '../config';
import { createOutbox, type Outbox, type OutboxOptions } from '../delivery/outbox';
import type { Sender } from '../delivery/sender';
import { tellingChores } from '../delivery/teller';
import type { Downloads } from '../downloads/downloads';
import { createDateFormat } from '../forms/date-format';
import { maskIdentityNumbers } from '../forms/guard';
import type { Job } from '../jobs/job';
import type { Chore } from '../jobs/sweeper';
import type { Knowledge } from '../knowledge';
import type { Logger } from '../log';
import type { DataDeclaration } from '../privacy/personal-data';
import { createNames } from '../records/catalog';
import { createRecordsFeature } from '../records/feature';
import { recordModelsOf } from '../records/models';
import { createOlderRecords } from '../records/older';
import { recordsData } from '../records/personal-data';
import { createRepositories } from '../records/repositories';
import { searchTerms } from '../records/terms';
import { createLocks } from '../storage/lock';
import type { Ticks } from '../ticks';
import type { Bot } from '../turn/bot';
import type { Command, Feature } from '../turn/command';
import { fold } from '../turn/fold';
import { createLedger } from '../turn/ledger';
import { createNearCall } from '../turn/near-call';
import { createNearestCommand } from '../turn/nearest-command';
import { createBot } from '../turn/run-turn';
import { createAskFeature } from './ask';
import { createCatalog, createSuggest } from './catalog';
import { createTroubleTeller } from './deliveries/tell';
import { assembleDigest } from './digest/assemble';
import { createExamplesFeature } from './examples';
import { exampleKind } from './examples/kind';
import { createExtensionFeature } from './extension';
import { createFollowUps } from './followups';
import { createHelpFeature } from './help';
import { createHomeFeature } from './home';
import { createInitiativesFeature } from './initiatives';
import { initiativeKind } from './initiatives/kind';
import { createMattersFeature } from './matters';
import { assembleMembers, notingContacts } from './members/assemble';
import { tellingOnce } from './privacy/first-contact';
import { createQuestionsFeature } from './questions';
import { waitingSource } from './questions/answer';
import { createCuratedStore } from './questions/curated';
import { createLiveKnowledge } from './questions/live-knowledge';
import { createQuestionModels } from './questions/model';
import { questionsData } from './questions/personal-data';
import { createQueue } from './questions/queue';
import { responseSource } from './responses/tell';
import { createSettingsFeature } from './settings';
import { createChannels } from './settings/channels';
import { createSettingsModels } from './settings/model';
import { createSettings, type Settings } from './settings/settings';
import { assembleTrust } from './trust';

export interface FeatureDependencies {
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly connection: Connection;
  readonly senders: () => readonly Sender[];
  /** Asks for a sweep soon: something has been queued. */
  readonly nudge: () => void;
  readonly delivery?: Pick<OutboxOptions, 'wait' | 'pace'>;
  /** Where the server listens, once it does and only this machine is meant to reach it. */
  readonly listensAt: () => string | undefined;
  readonly clock: () => Date;
  readonly ticks: Ticks;
  readonly log: Logger;
}

export interface Assembled {
  readonly bot: Bot;
  readonly chores: readonly Chore[];
  /** What is done at times of the calendar. */
  readonly jobs: readonly Job[];
  readonly outbox: Outbox;
  /** Everything that can be asked for, whatever the feature. */
  readonly commands: readonly Command[];
  readonly settings: Settings;
  readonly downloads: Downloads;
  /** What is kept about people, by whoever keeps it. */
  readonly declarations: () => readonly DataDeclaration[];
}

/** A chore that one replica does at a time has died when it takes longer. */
const CHORE_MS = 60_000;

/** Makes every feature on the store and puts them together into the bot. A new feature is one line in the list. */
export function assembleFeatures(deps: FeatureDependencies): Assembled {
  const { config, connection, clock, log } = deps;
  const newId = (): string => randomUUID().replaceAll('-', '').slice(0, 16);
  const dates = createDateFormat(config.timezone);
  const ledger = createLedger(connection);
  const outbox = createOutbox({ connection, senders: deps.senders, clock, log, ...deps.delivery });
  const questionModels = createQuestionModels(connection);
  const curated = createCuratedStore(questionModels, deps.ticks);
  const queue = createQueue(questionModels, groupOf, newId);
  const knowledge = createLiveKnowledge(deps.knowledge, curated, log);
  const catalog = createCatalog(deps.knowledge);
  const names = createNames(catalog);
  const records = createRepositories(connection, catalog, config.timezone);
  const recordParts = { catalog, names, dates, newKey: newId, nudge: deps.nudge };
  const examples = createExamplesFeature({ ...recordParts, repository: records.examples });
  const initiatives = createInitiativesFeature({ ...recordParts, repository: records.initiatives });
  const matters = createMattersFeature({
    ...recordParts,
    repository: records.matters,
    outbox,
    nudge: deps.nudge,
  });
  const kinds = {
    example: exampleKind({ ...recordParts, repository: records.examples }),
    initiative: initiativeKind({ ...recordParts, repository: records.initiatives }),
  };
  const members = assembleMembers({
    ...{ ...recordParts, connection, config, outbox, nudge: deps.nudge },
    initiatives: records.initiatives,
  });
  const settingsModels = createSettingsModels(connection);
  const channels = createChannels(settingsModels.channels);
  const settings = createSettings({
    choices: settingsModels.choices,
    channels,
    contacts: members.contacts,
    register: members.register,
    coordinators: config.coordinators,
  });
  const trust = assembleTrust({
    ...{ config, connection, members, dates, newId, log, listensAt: deps.listensAt },
    features: () => features,
  });
  const { register, roles, contacts } = members;
  const owned = { ...recordParts, contacts, register, roles, timezone: config.timezone };
  const digest = assembleDigest({
    ...{ ...recordParts, records, connection, config, outbox, settings, nudge: deps.nudge },
    audit: trust.audit,
    milestones: deps.knowledge.milestones,
    timezone: config.timezone,
    contacts: members.contacts,
  });
  const followUps = createFollowUps({
    ...{ ...recordParts, ...kinds, connection, records, settings, outbox, log },
    contacts: members.contacts,
    recent: ledger.recent,
    timezone: config.timezone,
    agreement: deps.knowledge.agreement,
    yearly: deps.knowledge.milestones.find(({ yearly }) => yearly !== undefined)?.yearly,
  });
  const answering = { models: questionModels, curated, outbox };

  const features: Feature[] = [];
  const commandNames = (): ReadonlySet<string> =>
    new Set(features.flatMap((feature) => feature.commands.map((command) => command.name)));
  features.push(
    createAskFeature({
      knowledge,
      recent: ledger.recent,
      declined: async (exchange, context) => {
        // An answer does not wait for, or fail with, the coordinators' queue.
        await queue.add(exchange, 'declined', context.now).catch((error: unknown) => {
          context.log.warn({ err: error }, 'declined question not queued');
        });
      },
      mask: maskIdentityNumbers,
      commandNames,
      nearCommand: (text) => nearCommand(text),
      nearCall: (text) => nearCall(text),
      newId,
    }),
    examples,
    initiatives,
    matters,
    {
      ...createRecordsFeature([examples.actions, initiatives.actions, matters.actions]),
      personalData: recordsData(recordModelsOf(connection)),
    },
    digest.feature,
    members.feature,
    {
      ...createQuestionsFeature({ ...answering, queue, exchange: ledger.exchange, dates, nudge: deps.nudge }),
      personalData: questionsData(questionModels, curated.bump),
    },
    followUps.feature,
    createSettingsFeature({ settings, models: settingsModels, channels, dates }),
    ...trust.features,
    createHomeFeature({ ...recordParts, ...kinds, records }),
    createExtensionFeature({ ...recordParts, ...kinds }),
    createHelpFeature(() => features),
  );

  const nearCommand = createNearestCommand(features.flatMap((feature) => feature.commands));
  const nearCall = createNearCall(features.flatMap((feature) => feature.commands));
  const bot = createBot({
    features: features.map((feature) => ({
      ...feature,
      commands: feature.commands.map((command) => noted(command, trust.audit)),
    })),
    fallback: 'ask.question',
    welcome: 'help.welcome',
    ledger,
    resolveRoles: members.roles.resolve,
    clock,
    timezone: config.timezone,
    log,
    understand: followUps.understand,
    suggest: createSuggest(catalog),
  });
  const withLock = createLocks(connection, { clock, newId, ms: CHORE_MS });
  const chores = [
    { name: 'older-records', run: createOlderRecords(recordModelsOf(connection)) },
    ...trust.chores,
    ...tellingChores(
      outbox,
      [
        waitingSource(answering),
        matters.news,
        members.news,
        responseSource(kinds.example, owned),
        responseSource(kinds.initiative, owned),
      ],
      log,
    ),
    digest.chore,
    ...followUps.chores,
    { name: 'tell-trouble', run: createTroubleTeller({ outbox, settings, withLock, log }) },
  ];
  const jobs: Job[] = [digest.job, ...trust.jobs];
  const commands = features.flatMap((feature) => feature.commands);
  const saying = tellingOnce(bot, members.contacts, clock, log);
  const noting = notingContacts(saying, members.contacts, channels, clock, log);
  const { downloads, declarations } = trust;
  return { bot: noting, chores, jobs, outbox, commands, settings, downloads, declarations };
}

/** The question's words, stemmed and sorted: two wordings with the same words are the same question. */
function groupOf(text: string): string {
  const terms = [...new Set(searchTerms([text]))].sort();
  return terms.length === 0 ? fold(text) : terms.join(' ');
}

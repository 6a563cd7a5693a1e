import type { Outbox } from '../../delivery/outbox';
import type { Chore } from '../../jobs/sweeper';
import type { Logger } from '../../log';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { RecordRepositories } from '../../records/repositories';
import { calendarDate } from '../../turn/calendar';
import type { Feature } from '../../turn/command';
import type { BotOptions } from '../../turn/run-turn';
import type { Contacts } from '../members/contacts';
import type { Settings } from '../settings/settings';
import { answerCommands } from './answers';
import { createArrivals } from './arrivals';
import { createAsker } from './ask';
import { createBundles } from './bundles';
import { commitmentCommands } from './commitment-commands';
import { type CommitmentOptions, createCommitments } from './commitments';
import { createKeeper } from './keep-in-step';
import { mineCommand } from './mine';
import { createFollowUpModels } from './model';
import { moveCommands } from './move';
import { followUpsData } from './personal-data';
import { snoozeCommands } from './snooze';
import { createStates } from './states';
import { understand, whichCommand } from './understand';

export interface FollowUpsDependencies extends KindDependencies, CommitmentOptions {
  readonly records: RecordRepositories;
  readonly initiative: KindDefinition<InitiativeContent>;
  readonly example: KindDefinition<ExampleContent>;
  readonly settings: Settings;
  readonly contacts: Pick<Contacts, 'markGone'>;
  readonly outbox: Pick<Outbox, 'enqueue' | 'correct' | 'outcomes' | 'withdraw'>;
  /** What has been asked and answered in a conversation lately. */
  readonly recent: (conversation: string, now: Date) => Promise<readonly unknown[]>;
  readonly timezone: string;
  readonly log: Logger;
}

export interface FollowUps {
  readonly feature: Feature;
  /** Keep what is out in step, learn what arrived, then ask. */
  readonly chores: readonly Chore[];
  /** Takes words that call no command for an answer to what was asked last. */
  readonly understand: NonNullable<BotOptions['understand']>;
}

/** Asks those who are responsible what became of what they logged, and takes their answers. */
export function createFollowUps(given: FollowUpsDependencies): FollowUps {
  const models = createFollowUpModels(given.connection);
  const commitments = createCommitments(given);
  const base = {
    ...given,
    commitments,
    dayOf: (instant: Date) => calendarDate(instant, given.timezone),
    states: createStates(models),
    bundles: createBundles(models.bundles),
  };
  const keeper = createKeeper(base);
  const deps = { ...base, touch: keeper.touch };
  return {
    feature: {
      name: 'followups',
      personalData: followUpsData(models, commitments.model),
      commands: [
        mineCommand(deps),
        ...answerCommands(deps),
        ...moveCommands(deps),
        ...snoozeCommands(deps),
        ...commitmentCommands(deps),
        whichCommand(deps),
      ],
    },
    chores: [
      { name: 'follow-ups-keep', run: keeper.run },
      { name: 'follow-ups-arrived', run: createArrivals(base) },
      { name: 'follow-ups-ask', run: createAsker(deps) },
    ],
    understand: (inbound, text, at) => understand(inbound, text, at, deps),
  };
}

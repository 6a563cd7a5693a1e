import { choice, optionalDate, requiredText } from '../../forms/fields';
import type { FormFields } from '../../forms/form';
import { ownAdministrations } from '../../records/access';
import { commonFields, MAX_TITLE, openChoice, optionsOf } from '../../records/common-fields';
import type { Entry, InitiativeStatus } from '../../records/entry';
import type { KindDefinition, RecordFeatureDependencies } from '../../records/kind';
import {
  type InitiativeContent,
  initiativeForms,
  stages,
  type Taker,
  takers,
} from '../../records/kinds/initiative';
import type { Language, Person } from '../../turn/turn';
import type { Action } from '../../views/views';
import { readInitiativeLine } from './line';
import { nextStatuses } from './status';
import { initiativeTexts } from './texts';
import { presentInitiative } from './view';

export type InitiativeDependencies = RecordFeatureDependencies<InitiativeContent>;

/** The dialogue initiative as a kind of record. */
export function initiativeKind(deps: InitiativeDependencies): KindDefinition<InitiativeContent> {
  const { repository, names, dates } = deps;
  return {
    name: 'initiative',
    letter: 'D',
    slot: 'initiative',
    write: 'initiative.write',
    repository,
    texts: initiativeTexts,
    initialStatus: 'planned',
    notCopied: ['date', 'outcome', 'nextStep', 'feedbackOn', 'followUpOn'],
    fields: (language, today) => initiativeFields(deps, language, today),
    prefill: (person) => ({
      administrations: ownAdministrations(person),
      takenBy: takerOf(person),
      shared: 'no',
    }),
    check: () => ({}),
    readLine: readInitiativeLine,
    present: (entry, language) => presentInitiative(entry, language, { names, dates }),
    actions: (entry, language) => [...statusActions(entry, language), ...outcomeActions(entry, language)],
  };
}

function statusActions({ code, status }: Entry<InitiativeContent>, language: Language): Action[] {
  return nextStatuses(status as InitiativeStatus).map((next, index) => ({
    name: `initiative.${next}`,
    id: code,
    label: initiativeTexts[language].marks[next],
    ...(index === 0 ? { style: 'primary' as const } : {}),
  }));
}

/** Asked for once the dialogue has been held, as long as they are missing. */
function outcomeActions({ code, status, content }: Entry<InitiativeContent>, language: Language): Action[] {
  const t = initiativeTexts[language];
  if (status !== 'held' && status !== 'followed-up') return [];
  return [
    ...(content.outcome === undefined
      ? [{ name: 'initiative.outcome', id: code, label: t.outcomeButton }]
      : []),
    ...(content.feedbackOn === undefined
      ? [{ name: 'initiative.feedback', id: code, label: t.feedbackButton }]
      : []),
  ];
}

/** The council of associations logs what civil society has taken the initiative to. */
function takerOf({ roles, administration }: Person): Taker {
  return roles.includes('council') && administration === undefined ? 'civil' : 'municipality';
}

function initiativeFields(deps: InitiativeDependencies, language: Language, today: string): FormFields {
  const t = initiativeTexts[language];
  const common = commonFields(deps.catalog, deps.names, language);
  const date = (label: string, tense: 'coming' | 'past', help?: string) =>
    optionalDate({ language, today, tense, label, help });
  return {
    title: requiredText({
      language,
      label: t.fields.title,
      placeholder: t.subjectPlaceholder,
      max: MAX_TITLE,
      missing: t.subjectMissing,
    }),
    partners: common.partners(t.fields.partners, t.partnersHelp),
    date: date(t.fields.date, 'coming', t.dateHelp),
    administrations: common.administrations(),
    takenBy: choice({
      language,
      label: t.fields.takenBy,
      fallback: 'municipality',
      options: optionsOf(takers, t.takers),
    }),
    form: openChoice(language, t.fields.form, initiativeForms, t.forms),
    stage: openChoice(language, t.fields.stage, stages, t.stages, t.stageHelp),
    principles: common.principles(),
    commitments: common.commitments(t.fields.commitments),
    outcome: common.longText(t.fields.outcome),
    nextStep: common.longText(t.fields.nextStep),
    feedbackOn: date(t.fields.feedbackOn, 'past', t.feedbackHelp),
    followUpOn: date(t.fields.followUpOn, 'coming'),
    shared: common.shared(),
  };
}

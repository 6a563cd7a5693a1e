import { choice, requiredText } from '../../forms/fields';
import type { FormFields } from '../../forms/form';
import { cleanLine, shorten } from '../../forms/text';
import { ownAdministrations } from '../../records/access';
import { commonFields, optionsOf } from '../../records/common-fields';
import type { Entry } from '../../records/entry';
import { fact, paragraph } from '../../records/facts';
import type { KindDefinition, KindPresentation, RecordFeatureDependencies } from '../../records/kind';
import { type MatterContent, type MatterTopic, matterTopics } from '../../records/kinds/matter';
import { allows } from '../../turn/permissions';
import type { Language, TurnContext } from '../../turn/turn';
import type { Action } from '../../views/views';
import { matterTexts } from './texts';

export type MatterKindDependencies = RecordFeatureDependencies<MatterContent>;
export type MatterKind = KindDefinition<MatterContent>;

/** A heading on a phone; what a line has more of becomes the details. */
const MAX_TITLE = 160;

/** Something for Samverkansrådet as a kind of record. `about` is what a new one is taken for until its form says otherwise. */
export function matterKind(deps: MatterKindDependencies, about: MatterTopic = 'obstacle'): MatterKind {
  return {
    name: 'matter',
    letter: 'H',
    slot: 'matter',
    write: 'matter.report',
    repository: deps.repository,
    texts: matterTexts,
    initialStatus: 'new',
    fields: (language) => matterFields(deps, language),
    prefill: (person) => ({ about, administrations: ownAdministrations(person) }),
    check: () => ({}),
    readLine: (parts) => ({ values: readMatterLine(parts.join(' | ')), notes: [] }),
    present: (entry, language) => presentMatter(entry, language, deps),
    actions: (entry, language, { roles }) =>
      allows('matter.handle', roles) ? handling(entry, language) : [],
    keptLabels: { sv: keptLabels('sv'), en: keptLabels('en') },
    kept: ({ place, language }) => ({
      partners: [],
      principles: [],
      reportedIn: {
        platform: place.platform,
        language,
        conversation: place.conversation,
        address: place.address,
      },
    }),
    isVisible,
  };
}

/**
 * A matter is for whoever reported it and for the coordinators on either platform, who need it to hand it over; and not
 * for the others in a channel.
 */
function isVisible(entry: Entry<MatterContent>, { person, place }: TurnContext): boolean {
  return place.privateReply && (entry.createdBy.id === person.id || allows('matter.handle', person.roles));
}

function matterFields({ catalog, names }: MatterKindDependencies, language: Language): FormFields {
  const t = matterTexts[language];
  const common = commonFields(catalog, names, language);
  const details = common.longText(t.fields.details);
  return {
    title: requiredText({
      language,
      label: t.fields.title,
      placeholder: t.placeholder,
      max: MAX_TITLE,
      missing: t.titleMissing,
    }),
    about: choice({
      language,
      label: t.fields.about,
      fallback: 'obstacle',
      options: optionsOf(matterTopics, t.topics),
    }),
    details: { ...details, view: { ...details.view, help: t.detailsHelp } },
    administrations: common.administrations(),
  };
}

function keptLabels(language: Language): Readonly<Record<string, string>> {
  const { handedOn, answer } = matterTexts[language].fields;
  return { handedOn, answer };
}

function readMatterLine(line: string): { title: string; details: string } {
  const text = cleanLine(line);
  const title = shorten(text, MAX_TITLE);
  return { title, details: title === text ? '' : text };
}

function presentMatter(
  { content, administrations, status }: Entry<MatterContent>,
  language: Language,
  { names, dates }: MatterKindDependencies,
): KindPresentation {
  const t = matterTexts[language];
  return {
    tone: status === 'answered' ? 'good' : status === 'new' ? 'attention' : 'neutral',
    facts: [
      ...fact(t.fields.type, [t.topics[content.about]]),
      ...fact(
        t.fields.administrations,
        administrations.map((id) => names.administration(id)),
      ),
      ...fact(t.fields.handedOn, [content.handedOn && dates.day(content.handedOn, language)]),
    ],
    paragraphs: [
      ...paragraph(t.fields.details, content.details),
      ...paragraph(t.fields.answer, content.answer),
    ],
  };
}

function handling({ code, status }: Entry<MatterContent>, language: Language): Action[] {
  const t = matterTexts[language];
  const label = status === 'answered' ? t.correctButton : t.answerButton;
  return [{ name: 'matter.answer', id: code, label, style: 'primary' }];
}

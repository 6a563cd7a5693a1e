import type { DateFormat } from '../../forms/date-format';
import type { Names } from '../../records/catalog';
import type { Entry, RecordStatus } from '../../records/entry';
import { fact, paragraph } from '../../records/facts';
import type { KindPresentation } from '../../records/kind';
import type { InitiativeContent } from '../../records/kinds/initiative';
import { recordTexts } from '../../records/texts';
import type { Language } from '../../turn/turn';
import { initiativeTexts } from './texts';

/** An initiative as facts and paragraphs; what isn't filled in isn't shown. */
export function presentInitiative(
  { content, administrations, status }: Entry<InitiativeContent>,
  language: Language,
  { names, dates }: { readonly names: Names; readonly dates: DateFormat },
): KindPresentation {
  const t = initiativeTexts[language];
  const common = recordTexts[language];
  const day = (value: string | undefined) => [value && dates.day(value, language)];
  return {
    tone: toneOf(status),
    facts: [
      ...fact(t.fields.partners, content.partners),
      ...fact(t.fields.date, day(content.date)),
      ...fact(
        common.administrations,
        administrations.map((id) => names.administration(id)),
      ),
      ...fact(t.fields.takenBy, [t.takers[content.takenBy]]),
      ...fact(t.fields.form, [content.form && t.forms[content.form]]),
      ...fact(t.fields.stage, [content.stage && t.stages[content.stage]]),
      ...fact(
        common.principles,
        content.principles.map((id) => names.principle(id, language)),
      ),
      ...fact(
        t.fields.commitments,
        content.commitments.map((number) => names.commitment(number, language)),
      ),
      ...fact(t.fields.feedbackOn, day(content.feedbackOn)),
      ...fact(t.fields.followUpOn, day(content.followUpOn)),
    ],
    paragraphs: [
      ...paragraph(t.fields.outcome, content.outcome),
      ...paragraph(t.fields.nextStep, content.nextStep),
    ],
  };
}

function toneOf(status: RecordStatus): KindPresentation['tone'] {
  if (status === 'held' || status === 'followed-up') return 'good';
  return status === 'declined' || status === 'cancelled' ? 'attention' : 'neutral';
}

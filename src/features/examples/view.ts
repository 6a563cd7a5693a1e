import type { DateFormat } from '../../forms/date-format';
import type { Names } from '../../records/catalog';
import type { Entry } from '../../records/entry';
import { fact, paragraph } from '../../records/facts';
import type { KindPresentation } from '../../records/kind';
import type { ExampleContent } from '../../records/kinds/example';
import { recordTexts } from '../../records/texts';
import type { Language } from '../../turn/turn';
import { exampleTexts } from './texts';

/** An example as facts and paragraphs; what isn't filled in isn't shown. */
export function presentExample(
  { content, administrations, status }: Entry<ExampleContent>,
  language: Language,
  { names, dates }: { readonly names: Names; readonly dates: DateFormat },
): KindPresentation {
  const t = exampleTexts[language];
  const common = recordTexts[language];
  return {
    tone: status === 'published' ? 'good' : 'neutral',
    facts: [
      ...fact(
        common.administrations,
        administrations.map((id) => names.administration(id)),
      ),
      ...fact(t.fields.partners, content.partners),
      ...fact(
        common.principles,
        content.principles.map((id) => names.principle(id, language)),
      ),
      ...fact(t.fields.form, [content.form && t.forms[content.form]]),
      ...fact(t.period, [dates.period(content.from, content.to, language)]),
    ],
    paragraphs: [
      { text: content.done },
      ...paragraph(t.fields.municipality, content.benefitMunicipality),
      ...paragraph(t.fields.civil, content.benefitCivil),
    ],
    links: content.link === undefined ? [] : [{ label: t.openLink, url: content.link }],
  };
}

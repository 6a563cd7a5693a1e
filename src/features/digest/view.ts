import type { DateFormat } from '../../forms/date-format';
import { shorten } from '../../forms/text';
import type { Names } from '../../records/catalog';
import type { CommonContent, Entry } from '../../records/entry';
import type { Audience } from '../../records/query';
import { recordTexts } from '../../records/texts';
import type { Language } from '../../turn/turn';
import type { Action, DigestSection, DigestView, ListItem } from '../../views/views';
import { initiativeTexts } from '../initiatives/texts';
import type { Digest } from './compose';
import { digestTexts } from './texts';

/** At a glance; the rest is in the lists. */
const AT_ONCE = 5;
const OUTCOME = 200;

export interface DigestReader {
  readonly language: Language;
  readonly audience: Audience;
  readonly today: string;
  readonly actions: readonly Action[];
}

interface Words {
  readonly names: Names;
  readonly dates: DateFormat;
}

/** Puts a digest into words. Pure. */
export function digestView(digest: Digest, reader: DigestReader, words: Words): DigestView {
  const { language } = reader;
  const t = digestTexts[language];
  const day = (value: string): string => words.dates.day(value, language);
  const { numbers, period } = digest;
  return {
    kind: 'digest',
    title: t.title,
    period: t.period(day(period.from), day(period.to)),
    numbers: [
      { label: t.examples, value: numbers.examples },
      { label: t.initiatives, value: numbers.initiatives },
      { label: t.held, value: numbers.held },
      { label: t.waiting, value: numbers.waiting },
    ],
    sections: [
      ...quietSection(digest, language, day),
      ...exampleSection(digest, language, words),
      ...waitingSection(digest, language, day),
    ],
    moreLabel: t.more,
    more: [
      ...statusSections(digest, language, day),
      ...learnedSection(digest, language),
      coverageSection(digest, language, words),
    ],
    ...chart(digest, language),
    footer: [t.footer(day(reader.today)), ...limits(reader)].join(' '),
    actions: reader.actions,
  };
}

function limits({ audience, language }: DigestReader): string[] {
  const t = digestTexts[language];
  if (audience === 'guest') return [t.guestOnly];
  return audience === undefined ? [] : [t.sharedOnly];
}

function quietSection(
  { quiet, period }: Digest,
  language: Language,
  day: (value: string) => string,
): DigestSection[] {
  const t = digestTexts[language];
  return quiet ? [{ heading: t.quietHeading, text: t.quiet(day(period.from)), items: [] }] : [];
}

function exampleSection({ examples, numbers }: Digest, language: Language, words: Words): DigestSection[] {
  const t = digestTexts[language];
  if (examples.length === 0) return [];
  const shown = examples.slice(0, AT_ONCE);
  const left = numbers.examples - shown.length;
  const items = shown.map((entry) => {
    const administrations = entry.administrations.map((id) => words.names.administration(id));
    return item(entry, language, [...administrations, ...entry.content.partners].join(', '));
  });
  return [{ heading: t.exampleHeading, ...(left > 0 ? { text: t.moreExamples(left) } : {}), items }];
}

function waitingSection(
  { waiting }: Digest,
  language: Language,
  day: (value: string) => string,
): DigestSection[] {
  const t = digestTexts[language];
  if (waiting.length === 0) return [];
  const items = waiting
    .slice(0, AT_ONCE)
    .map(({ initiative, since, why }) =>
      item(initiative, language, why === 'follow-up' ? t.followUp(day(since)) : t.datePassed(day(since))),
    );
  return [{ heading: t.waitingHeading, text: t.waitingText, items }];
}

function statusSections(
  { byStatus }: Digest,
  language: Language,
  day: (value: string) => string,
): DigestSection[] {
  const t = digestTexts[language];
  return byStatus.map(({ status, initiatives }) => ({
    heading: t.statusHeading(initiativeTexts[language].statuses[status]),
    items: initiatives.slice(0, AT_ONCE * 2).map((entry) => {
      const date = entry.content.date === undefined ? [] : [day(entry.content.date)];
      return item(entry, language, [...entry.content.partners, ...date].join(', '));
    }),
  }));
}

function learnedSection({ learned }: Digest, language: Language): DigestSection[] {
  if (learned.length === 0) return [];
  const items = learned
    .slice(0, AT_ONCE)
    .map((entry) => item(entry, language, shorten(entry.content.outcome ?? '', OUTCOME)));
  return [{ heading: digestTexts[language].learnedHeading, items }];
}

/** Kindly: what is still to come, never who has failed. */
function coverageSection({ coverage }: Digest, language: Language, { names }: Words): DigestSection {
  const t = digestTexts[language];
  const administrations = coverage.administrations.map((id) => names.administration(id)).join(', ');
  const principles = coverage.principles.map((id) => names.principle(id, language)).join(', ');
  const text = [
    ...(administrations === '' ? [] : [t.missingAdministrations(administrations)]),
    ...(principles === '' ? [] : [t.missingPrinciples(principles)]),
  ].join(' ');
  return { heading: t.coverageHeading(coverage.year), text: text === '' ? t.allCovered : text, items: [] };
}

function chart({ byStatus }: Digest, language: Language): Pick<DigestView, 'chart'> {
  if (byStatus.length === 0) return {};
  const bars = byStatus.map(({ status, initiatives }) => ({
    label: initiativeTexts[language].statuses[status],
    value: initiatives.length,
  }));
  return { chart: { title: digestTexts[language].chart, bars } };
}

function item(entry: Entry<CommonContent>, language: Language, detail: string): ListItem {
  return {
    code: entry.code,
    title: entry.content.title,
    ...(detail === '' ? {} : { detail }),
    open: { name: 'record.show', id: entry.code, label: recordTexts[language].show },
  };
}

import type { DateFormat } from '../../forms/date-format';
import { shorten } from '../../forms/text';
import type { Names } from '../../records/catalog';
import type { CommonContent, Entry } from '../../records/entry';
import { recordTexts } from '../../records/texts';
import type { Language } from '../../turn/turn';
import type { DigestSection, ListItem } from '../../views/views';
import { initiativeTexts } from '../initiatives/texts';
import type { Digest } from './compose';
import type { Example } from './gather';
import { digestTexts } from './texts';

/** What the sections of a digest are put into words with. */
export interface Wording {
  readonly language: Language;
  readonly names: Names;
  readonly dates: DateFormat;
}

/** At a glance; the rest is in the lists. */
const AT_ONCE = 3;
/** Dialogues of each status among the rest. */
const OF_EACH = 2;
const OUTCOME = 200;
const PARTNERS = 160;

type Sections = (digest: Digest, wording: Wording) => DigestSection[];

export const quietSection: Sections = ({ quiet, period }, { language, dates }) => {
  const t = digestTexts[language];
  if (!quiet) return [];
  return [{ heading: t.quietHeading, text: t.quiet(dates.day(period.from, language)), items: [] }];
};

export const exampleSection: Sections = ({ examples, numbers }, wording) => {
  const t = digestTexts[wording.language];
  const items = examples.slice(0, AT_ONCE).map((entry) => exampleItem(entry, wording));
  const all = numbers.examples;
  return section(t.exampleHeading, items, all > items.length ? t.moreExamples(items.length, all) : undefined);
};

export const revisedSection: Sections = ({ revised, revisedCount }, wording) => {
  const t = digestTexts[wording.language];
  const items = revised.slice(0, AT_ONCE).map((entry) => unopened(exampleItem(entry, wording)));
  const all = revisedCount > items.length ? t.inAll(items.length, revisedCount) : undefined;
  return section(t.revisedHeading, items, all);
};

export const waitingSection: Sections = ({ waiting, numbers }, { language, dates }) => {
  const t = digestTexts[language];
  const items = waiting.slice(0, AT_ONCE).map(({ initiative, since, why }) => {
    const day = dates.day(since, language);
    return item(initiative, language, why === 'follow-up' ? t.followUp(day) : t.datePassed(day));
  });
  const more = numbers.waiting > items.length ? [t.inAll(items.length, numbers.waiting)] : [];
  return section(t.waitingHeading, items, [t.waitingText, ...more].join(' '));
};

/** The principle in a sentence of the pack, and an example of it. */
export const principleSection: Sections = ({ principle: month }, wording) => {
  const { language } = wording;
  const t = digestTexts[language];
  if (month === undefined) return [];
  const { principle, example } = month;
  const said = [
    principle.hint?.[language] ?? '',
    example === undefined ? t.principleNone : t.principleExample,
  ];
  return [
    {
      heading: t.principleHeading(principle.name[language]),
      text: said.filter((sentence) => sentence !== '').join(' '),
      items: example === undefined ? [] : [exampleItem(example, wording)],
    },
  ];
};

/** Some of each status, in the order of a dialogue's life; the chart counts them all. */
export const dialoguesSection: Sections = ({ byStatus }, { language, dates }) => {
  const t = digestTexts[language];
  const items = byStatus.flatMap(({ status, initiatives }) =>
    initiatives.slice(0, OF_EACH).map((entry) => {
      const { partners, date } = entry.content;
      const day = date === undefined ? [] : [dates.day(date, language)];
      const said = [
        initiativeTexts[language].statuses[status],
        ...day,
        shorten(partners.join(', '), PARTNERS),
      ];
      return unopened(item(entry, language, said.filter((part) => part !== '').join(' · ')));
    }),
  );
  const all = byStatus.reduce((sum, { count }) => sum + count, 0);
  return section(
    t.dialoguesHeading,
    items,
    all > items.length ? t.moreInitiatives(items.length, all) : undefined,
  );
};

export const learnedSection: Sections = ({ learned }, { language }) => {
  const items = learned
    .slice(0, AT_ONCE)
    .map((entry) => item(entry, language, shorten(entry.content.outcome ?? '', OUTCOME)));
  return section(digestTexts[language].learnedHeading, items);
};

/** How many matters there are, and the answers that a coordinator has let be told. */
export const councilSection: Sections = ({ council }, { language }) => {
  const t = digestTexts[language];
  const text = t.council(council.reported, council.handedOver, council.answered);
  const items = council.answers.map(
    ({ content }): ListItem => ({ title: content.title, detail: shorten(content.answer ?? '', OUTCOME) }),
  );
  return text === '' && items.length === 0
    ? []
    : [{ heading: t.councilHeading, ...(text === '' ? {} : { text }), items }];
};

/** Kindly: what is still to come, never who has failed. */
export const coverageSection: Sections = ({ coverage }, { language, names }) => {
  const t = digestTexts[language];
  const administrations = coverage.administrations.map((id) => names.administration(id)).join(', ');
  const principles = coverage.principles.map((id) => names.principle(id, language)).join(', ');
  const items: ListItem[] = [
    ...(administrations === '' ? [] : [{ title: t.missingAdministrations, detail: administrations }]),
    ...(principles === '' ? [] : [{ title: t.missingPrinciples, detail: principles }]),
  ];
  const text = items.length === 0 ? t.allCovered : t.notCovered;
  return [{ heading: t.coverageHeading(coverage.year), text, items }];
};

/** Planned dialogues, the council's next meeting, and what the agreement says of days to come. */
export const datesSection: Sections = ({ upcoming, council, dates: ahead }, { language, dates }) => {
  const t = digestTexts[language];
  const day = (value: string): string => dates.day(value, language);
  const planned = upcoming.slice(0, AT_ONCE).map((entry) => {
    const partners = shorten(entry.content.partners.join(', '), PARTNERS);
    const said = [day(entry.content.date ?? ''), partners].filter((part) => part !== '');
    return unopened(item(entry, language, said.join(' · ')));
  });
  const meeting = council.meeting === undefined ? [] : [{ title: t.meeting, detail: day(council.meeting) }];
  const agreed = ahead.map(
    ({ name, entry, by }): ListItem => ({
      title: name[language],
      ...(by === undefined ? {} : { detail: t.by(day(by)) }),
      open: { name: 'ask.entry', id: entry, label: recordTexts[language].show },
    }),
  );
  return section(t.datesHeading, [...planned, ...meeting, ...agreed]);
};

/** Nothing at all without items. */
function section(heading: string, items: readonly ListItem[], text?: string): DigestSection[] {
  return items.length === 0 ? [] : [{ heading, ...(text === undefined ? {} : { text }), items }];
}

function exampleItem(entry: Example, { language, names }: Wording): ListItem {
  const administrations = entry.administrations.map((id) => names.administration(id));
  const partners = shorten(entry.content.partners.join(', '), PARTNERS);
  return item(
    entry,
    language,
    [administrations.join(', '), partners].filter((part) => part !== '').join(' · '),
  );
}

/** Without its button: what is behind "visa mer" must fit in the same message, and a button takes as much as three rows. */
function unopened({ open: _button, ...row }: ListItem): ListItem {
  return row;
}

/** A record as a row that opens it. */
export function item(entry: Entry<CommonContent>, language: Language, detail: string): ListItem {
  return {
    code: entry.code,
    title: entry.content.title,
    ...(detail === '' ? {} : { detail }),
    open: { name: 'record.show', id: entry.code, label: recordTexts[language].show },
  };
}

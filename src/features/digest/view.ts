import type { Audience } from '../../records/query';
import type { Language } from '../../turn/turn';
import type { Action, DigestSection, DigestView } from '../../views/views';
import { initiativeTexts } from '../initiatives/texts';
import type { Digest } from './compose';
import {
  councilSection,
  coverageSection,
  datesSection,
  dialoguesSection,
  exampleSection,
  learnedSection,
  principleSection,
  quietSection,
  revisedSection,
  type Wording,
  waitingSection,
} from './sections';
import { digestTexts } from './texts';

export interface DigestReader {
  readonly audience: Audience;
  /** When it was put together. */
  readonly at: Date;
  readonly title?: string;
  /** A part of their own, shown first; with it, what others have waiting comes among the rest. */
  readonly personal?: DigestSection;
  readonly actions?: readonly Action[];
  /** Where a platform can't fold, the button that gives the rest. */
  readonly moreAction?: Action;
}

/** Puts a digest into words: at a glance first, the rest behind "visa mer". Pure. */
export function digestView(digest: Digest, reader: DigestReader, wording: Wording): DigestView {
  const { language, dates } = wording;
  const t = digestTexts[language];
  const { period } = digest;
  const waiting = waitingSection(digest, wording);
  const { personal } = reader;
  return {
    kind: 'digest',
    title: reader.title ?? t.title,
    period: dates.span(period.from, period.to, language),
    numbers: numbersOf(digest, language),
    sections: [
      ...(personal === undefined ? [] : [personal]),
      ...quietSection(digest, wording),
      ...exampleSection(digest, wording),
      ...(personal === undefined ? waiting : []),
      ...principleSection(digest, wording),
    ],
    moreLabel: t.more,
    ...(reader.moreAction === undefined ? {} : { moreAction: reader.moreAction }),
    more: [
      ...learnedSection(digest, wording),
      ...dialoguesSection(digest, wording),
      ...revisedSection(digest, wording),
      ...(personal === undefined ? [] : waiting),
      ...councilSection(digest, wording),
      ...datesSection(digest, wording),
      ...coverageSection(digest, wording),
    ],
    ...chart(digest, language),
    footer: [t.footer(dates.instant(reader.at, language)), ...limits(reader, language)].join(' '),
    actions: reader.actions ?? [],
  };
}

/** What stands behind "visa mer", as an answer of its own, where a platform can't fold. */
export function restOf(view: DigestView, language: Language): DigestView {
  const { moreAction: _button, greeting: _said, ...rest } = view;
  const title = digestTexts[language].moreTitle;
  return { ...rest, title, numbers: [], sections: view.more, more: [], actions: [] };
}

/** A row of zeros says nothing that the section on a quiet period doesn't. */
function numbersOf({ numbers }: Digest, language: Language): DigestView['numbers'] {
  const t = digestTexts[language];
  const all = [
    { label: t.examples(numbers.examples), value: numbers.examples },
    { label: t.initiatives(numbers.initiatives), value: numbers.initiatives },
    { label: t.held(numbers.held), value: numbers.held },
    { label: t.waiting, value: numbers.waiting },
  ];
  return all.some(({ value }) => value > 0) ? all : [];
}

function limits({ audience }: DigestReader, language: Language): string[] {
  const t = digestTexts[language];
  if (audience === 'guest') return [t.guestOnly];
  return audience === undefined ? [] : [t.sharedOnly];
}

function chart({ byStatus }: Digest, language: Language): Pick<DigestView, 'chart'> {
  if (byStatus.length === 0) return {};
  const bars = byStatus.map(({ status, count }) => ({
    label: initiativeTexts[language].statuses[status],
    value: count,
  }));
  return { chart: { title: digestTexts[language].chart, bars } };
}

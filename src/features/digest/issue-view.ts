import type { DateFormat } from '../../forms/date-format';
import { calendarDate } from '../../turn/calendar';
import type { Language, Reply } from '../../turn/turn';
import type { Action, DigestView } from '../../views/views';
import type { Addressee, Issue } from './issue';
import { digestTexts } from './texts';

export interface Showing {
  readonly dates: DateFormat;
  /** IANA name. */
  readonly timezone: string;
}

/** For whom an issue is shown, as far as it decides what it says. */
export type Reader = Pick<Addressee, 'kind' | 'platform' | 'language' | 'administration'>;

/** What one kind of recipient gets of an issue: the frozen content, the greeting, and the buttons. Pure. */
export function issueView(issue: Issue, reader: Reader, showing: Showing): DigestView {
  const { platform, language, administration } = reader;
  const { channel, person, own } = issue.content[platform][language];
  const part = reader.kind === 'person' && administration !== undefined ? own[administration] : undefined;
  const base = part === undefined ? channel : { ...person, sections: [part, ...person.sections] };
  const said = [correctionOf(issue, language, showing), issue.greeting ?? ''].filter((text) => text !== '');
  return {
    ...base,
    ...(said.length === 0 ? {} : { greeting: said.join('\n\n') }),
    moreAction: { name: 'digest.more', id: issue._id, label: base.moreLabel },
    actions: buttonsOf(issue, reader),
  };
}

/** The same as a message, and the same bytes each time. */
export function issueReply(issue: Issue, reader: Reader, showing: Showing): Reply {
  return { views: [issueView(issue, reader, showing)], language: reader.language };
}

function correctionOf({ correction }: Issue, language: Language, { dates, timezone }: Showing): string {
  if (correction === undefined) return '';
  const day = dates.day(calendarDate(correction.at, timezone), language);
  return [digestTexts[language].correction(day), correction.text ?? '']
    .filter((text) => text !== '')
    .join(' ');
}

function buttonsOf({ _id }: Issue, { kind, language, administration }: Reader): Action[] {
  const t = digestTexts[language];
  const off = { name: 'settings.opt-out', id: 'digest', label: t.optOut };
  if (kind === 'channel') return [off];
  return [
    { name: 'digest.read', id: _id, label: t.read, style: 'primary' },
    ...(administration === undefined ? [] : [{ name: 'example.new', label: t.newExample }]),
    off,
  ];
}

import type { DateFormat } from '../../forms/date-format';
import type { Language } from '../../turn/turn';
import { plainToMarkup } from '../../views/markup';
import type { Action, AnswerView, ListView, RecordView } from '../../views/views';
import type { CuratedNow } from './curated';
import type { Curated, CuratedVersion, Question, QuestionState } from './model';
import { PAGE_SIZE } from './queue';
import { questionTexts } from './texts';

interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
}

/** The queue, the most asked first. */
export function queueView(
  { items, total, page }: Page<Question>,
  state: QuestionState,
  language: Language,
): ListView {
  const t = questionTexts[language];
  const isNew = state === 'new';
  return {
    kind: 'list',
    heading: isNew ? t.queue : t.ignoredList,
    ...(total > 0 && isNew ? { intro: t.queueIntro(total) } : {}),
    items: items.map((question) => ({
      title: question.text,
      detail: details(question, language),
      open: { name: 'question.open', id: question._id, label: t.open },
    })),
    empty: isNew ? t.queueEmpty : t.ignoredEmpty,
    ...pageFooter(total, page, language),
    actions: [
      ...pageButtons(isNew ? 'question.list' : 'question.ignored', total, page, language),
      ...(isNew && page === 0
        ? [
            { name: 'question.ignored', label: t.showIgnored },
            { name: 'curated.list', label: t.showAnswers },
          ]
        : []),
    ],
  };
}

function details({ count, waiting }: Question, language: Language): string {
  const t = questionTexts[language];
  const asked = t.asked(count);
  return waiting.length === 0 ? asked : `${asked}, ${t.waitingCount(waiting.length)}`;
}

function pageFooter(total: number, page: number, language: Language): { footer?: string } {
  const pages = Math.ceil(total / PAGE_SIZE);
  return pages > 1 ? { footer: questionTexts[language].page(page + 1, pages) } : {};
}

function pageButtons(name: string, total: number, page: number, language: Language): Action[] {
  const t = questionTexts[language];
  return [
    ...(page > 0 ? [{ name, id: String(page - 1), label: t.previous }] : []),
    ...((page + 1) * PAGE_SIZE < total ? [{ name, id: String(page + 1), label: t.next }] : []),
  ];
}

/** One question with what is known about it and what a coordinator may do. */
export function questionView(question: Question, language: Language, dates: DateFormat): RecordView {
  const t = questionTexts[language];
  const isNew = question.state === 'new';
  return {
    kind: 'record',
    code: '',
    kindLabel: t.kind,
    title: question.text,
    status: { label: t.state[question.state], tone: isNew ? 'attention' : 'neutral' },
    facts: [
      { label: t.why, value: t.reason[question.reason] },
      { label: t.times, value: String(question.count) },
      { label: t.last, value: dates.instant(question.lastAt, language) },
      ...(question.waiting.length > 0 ? [{ label: t.waiting, value: String(question.waiting.length) }] : []),
    ],
    paragraphs:
      question.variants.length === 0 ? [] : [{ heading: t.variants, text: question.variants.join('\n') }],
    actions: questionActions(question, t),
  };
}

function questionActions(question: Question, t: (typeof questionTexts)[Language]): Action[] {
  const { _id: id } = question;
  if (question.state === 'answered') {
    return question.curatedId === undefined
      ? []
      : [{ name: 'curated.open', id: question.curatedId, label: t.open }];
  }
  return [
    { name: 'question.answer', id, label: t.answer, style: 'primary' },
    question.state === 'new'
      ? { name: 'question.ignore', id, label: t.ignore }
      : { name: 'question.reopen', id, label: t.reopen },
  ];
}

/** The curated answers, latest change first. */
export function curatedListView(
  { items, total, page }: Page<CuratedNow>,
  language: Language,
  dates: DateFormat,
): ListView {
  const t = questionTexts[language];
  return {
    kind: 'list',
    heading: t.curatedHeading,
    items: items.map((answer) => ({
      title: answer.question,
      detail: answer.state === 'active' ? t.review(dates.day(answer.reviewOn, language)) : t.withdrawn,
      open: { name: 'curated.open', id: answer._id, label: t.open },
    })),
    empty: t.curatedEmpty,
    ...pageFooter(total, page, language),
    actions: pageButtons('curated.list', total, page, language),
  };
}

/** One curated answer with its versions. */
export function curatedView(answer: Curated, language: Language, dates: DateFormat): RecordView {
  const t = questionTexts[language];
  const active = answer.state === 'active';
  const id = `${answer._id}@${answer.version}`;
  return {
    kind: 'record',
    code: '',
    kindLabel: t.curatedKind,
    title: answer.question,
    status: { label: active ? t.active : t.withdrawn, tone: active ? 'good' : 'neutral' },
    facts: [
      { label: t.source, value: answer.source },
      { label: t.owner, value: answer.owner },
      { label: t.reviewOn, value: dates.day(answer.reviewOn, language) },
      { label: t.version, value: String(answer.version) },
    ],
    paragraphs: [{ text: answer.text }],
    history: answer.history.slice(-5).map((version) => historyLine(version, language, dates)),
    actions: [
      { name: 'curated.edit', id, label: t.edit },
      active
        ? { name: 'curated.withdraw', id, label: t.withdraw, style: 'danger' }
        : { name: 'curated.restore', id, label: t.restore },
    ],
  };
}

function historyLine(
  { version, at, state, text }: CuratedVersion,
  language: Language,
  dates: DateFormat,
): string {
  const t = questionTexts[language];
  const shown = text.length > 80 ? `${Array.from(text).slice(0, 79).join('')}…` : text;
  return t.historyLine(version, dates.instant(at, language), t[state], shown);
}

/** What the person who asked gets when there is an answer. */
export function toldView(answer: CuratedNow, language: Language): AnswerView {
  const t = questionTexts[language];
  return {
    kind: 'answer',
    body: `${plainToMarkup(t.tell(answer.question))}\n\n${plainToMarkup(answer.text)}`,
    source: `${t.source}: ${answer.source} (${answer.owner})`,
    relatedLabel: '',
    related: [],
    feedback: [],
  };
}

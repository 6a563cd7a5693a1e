import { readDate } from '../../forms/dates';
import { readUntil } from '../../forms/durations';
import { parseCode } from '../../records/codes';
import { fold } from '../../turn/fold';
import type { Reason } from './question';

/** An answer in words, before it is known to what. */
export type Answer =
  | { readonly verb: 'held' | 'cancelled' | 'not-held' | 'followed-up' | 'feedback' | 'publish' }
  | { readonly verb: 'yes' | 'no' }
  | { readonly verb: 'moved'; readonly said: string }
  | { readonly verb: 'date'; readonly said: string }
  | { readonly verb: 'later'; readonly said: string }
  | { readonly verb: 'outcome'; readonly said: string };

/** Longer than this it is something else that somebody writes. */
const LONGEST = 300;
const CODE = /\b([ed])[\s-]?(\d{4})[\s-](\d{1,6})\b/i;

const YES = /^(?:ja|japp|jajamen|jo|jodå|jadå|jada|joda|absolut|yes|yep|yeah|klart|javisst)$/;
const NO = /^(?:nej|nja|nope|no|naj|icke)$/;
const LEAD = /^(?:(?:ja|japp|jo|jada|joda|nej|yes|yep|no|absolut|tack|hej|ok|okej|just det)[,.! ]+)+/;
const IT = '(?:den|det|dialogen|motet|traffen|it|the dialogue|the meeting|vi|we)?';

const NOT_HELD = new RegExp(
  `^${IT} ?(?:blev|har|var|is|did|was)? ?(?:tyvarr )?(?:inte|ej|aldrig|not|n't)\\b.*(?:av|genomford|hallen|held|place|happen)?$`,
);
const HELD = new RegExp(
  `^(?:${IT} ?(?:blev|har blivit|blev faktiskt|gick|ar|var|har|is|was|has been|took)? ?(?:nu |redan )?(?:av|genomford|genomfort|hallen|hallet|avklarad|avklarat|klar|klart|traffats|held|done|place|happened)(?: \\w+){0,3}|(?:den|det) (?:blev|gjorde) (?:den|det|vi)|det blev (?:den|det)|vi (?:hade|holl|genomforde|traffades|sags|har traffats|har haft)(?: \\w+){0,4}|it did|we met(?: \\w+){0,3})$`,
);
const CANCELLED = new RegExp(
  `^${IT} ?(?:blev|ar|is|was|har blivit|stalldes)? ?(?:tyvarr )?(?:installd|installt|avbokad|avbokat|avblast|in|cancelled|canceled|called off)(?: \\w+){0,3}$`,
);
const MOVED = new RegExp(
  `^${IT} ?(?:blev|ar|is|was|har|har blivit)? ?(?:fram)?(?:flyttad|flyttat|flyttas|flyttade|moved|uppskjuten|skjuten)(?: fram)?(?: (?:den|det|it|motet|dialogen))?(?: (?:till|to|until) (.+))?$`,
);
const LATER =
  /^(?:inte nu|senare|ta det senare|fraga senare|fraga igen|not now|later|ask (?:me )?(?:again|later))(?: (.+))?$/;
const OUTCOME =
  /^(?:(?:den|det|dialogen|motet|it|the dialogue) )?(?:har )?(?:(?:ledde|lett|led) (?:till|to)|resultatet blev|resultat:|utfall:|outcome:)\s*(.+)$/;
const FEEDBACK = /\b(?:aterkoppling|aterkopplat|aterkopplad|fatt veta|feedback|have heard|been told)\b/;
const FOLLOWED = /^(?:.*\b)?(?:uppfoljd|foljt upp|foljts upp|followed up)(?: \w+){0,2}$/;

export interface Reading {
  readonly answer: Answer;
  /** Where a record is named. */
  readonly code?: string;
}

/**
 * Reads an answer to a question of ours. It only says what the words mean; whether anything was asked is known elsewhere.
 * @returns undefined for what is none, such as a question.
 */
export function readAnswer(text: string, today: string): Reading | undefined {
  if (text.length > LONGEST || text.includes('?')) return undefined;
  const named = CODE.exec(text);
  const code = named === null ? undefined : parseCode(`${named[1]}-${named[2]}-${named[3]}`);
  const said = (code === undefined ? text : text.replace(CODE, ' ')).replace(/\s+/g, ' ').trim();
  const answer = readSaid(said.replace(/^[,.:;–-]\s*/, ''), today);
  return answer && { answer, ...(code === undefined ? {} : { code }) };
}

function readSaid(text: string, today: string): Answer | undefined {
  const plain = fold(text)
    .replace(/[.!,]+$/, '')
    .trim();
  if (YES.test(plain)) return { verb: 'yes' };
  if (NO.test(plain)) return { verb: 'no' };
  const rest = plain.replace(LEAD, '').trim();
  const outcome = OUTCOME.exec(rest);
  // As it was written, not as it was compared.
  if (outcome?.[1] !== undefined) return { verb: 'outcome', said: text.slice(-outcome[1].length).trim() };
  if (FEEDBACK.test(rest) && !/\b(?:inte|ej|not)\b/.test(rest)) return { verb: 'feedback' };
  if (FOLLOWED.test(rest) && !/\b(?:inte|ej|not)\b/.test(rest)) return { verb: 'followed-up' };
  if (CANCELLED.test(rest)) return { verb: 'cancelled' };
  const moved = MOVED.exec(rest);
  if (moved !== null) return { verb: 'moved', said: moved[1] ?? '' };
  const later = LATER.exec(rest);
  if (later !== null) return { verb: 'later', said: later[1] ?? '' };
  if (NOT_HELD.test(rest)) return { verb: 'not-held' };
  if (HELD.test(rest)) return { verb: 'held' };
  if (/^(?:publicera|publish)(?: (?:den|det|it))?$/.test(rest)) return { verb: 'publish' };
  return readWhen(rest, today);
}

/** A day or a while alone: when the dialogue will be, where that was asked; else when to ask again. */
function readWhen(rest: string, today: string): Answer | undefined {
  if (
    !/\d|\b(?:morgon|overmorgon|vecka|veckor|manad|dagar|dag|tomorrow|week|weeks|days|month|mandag|tisdag|onsdag|torsdag|fredag)\b/.test(
      rest,
    )
  )
    return undefined;
  const planned =
    /^(?:(?:den|det) (?:blir|ar)|(?:ar )?bestamd till|bestamt till|planerad till|it is|it will be) (.+)$/.exec(
      rest,
    )?.[1];
  if (planned !== undefined)
    return readDate(planned, today) === undefined ? undefined : { verb: 'date', said: planned };
  // A day of the calendar is when it will be; a while is how long to wait.
  if (/\d/.test(rest) && readDate(rest, today) !== undefined && !/^(?:om|in) /.test(rest))
    return { verb: 'date', said: rest };
  return readUntil(rest, today) === undefined ? undefined : { verb: 'later', said: rest };
}

/** The verbs that answer each question. */
export function answersReason(verb: Answer['verb'], reason: Reason): boolean {
  if (verb === 'later' || verb === 'date') return true;
  const answers: Readonly<Record<Reason, readonly Answer['verb'][]>> = {
    held: ['yes', 'no', 'held', 'not-held', 'cancelled', 'moved'],
    undated: ['held', 'not-held', 'cancelled', 'moved'],
    outcome: ['outcome', 'feedback'],
    'follow-up': ['yes', 'followed-up', 'outcome', 'feedback'],
    draft: ['yes', 'publish'],
    commitment: [],
  };
  return answers[reason].includes(verb);
}

import type { Sample } from './permission-ways';

/** There is no such record or question: only someone who was let in gets to hear that. */
const code: Sample = { id: 'E-2026-999' };
const id: Sample = { id: '0123456789abcdef01234567' };
const form: Sample = { ...id, values: { title: '' } };
const answer: Sample = { ...id, values: { question: '', text: '', source: '', reviewOn: '' } };

/** There is none such: only who was let in gets to hear it. */
const month: Sample = { id: '2031-04' };
const digest: Sample = { id: '2031-04@1' };
const digestForm: Sample = { id: '2031-04@1@0123456789', values: { greeting: '', sendOn: '', text: '' } };

/**
 * What each command must be given to be content, for those that aren't with nothing. Whoever adds a command that needs an id
 * or values adds it here; until then the permission test fails, since being unreadable isn't the same as being let in.
 */
export const samples: Readonly<Record<string, Sample>> = {
  'ask.entry': id,
  'ask.none': id,
  'example.save': form,
  'example.capture': { values: { text: 'något' } },
  'initiative.save': form,
  'initiative.planned': code,
  'initiative.invited': code,
  'initiative.held': code,
  'initiative.followed-up': code,
  'initiative.declined': code,
  'initiative.cancelled': code,
  'initiative.outcome': code,
  'initiative.saveOutcome': { id: 'D-2026-999@1@0123456789', values: { outcome: '' } },
  'initiative.feedback': code,
  'matter.save': form,
  'matter.handover': { ...id, values: { codes: '', handedOn: '' } },
  'matter.answer': { id: 'H-2026-999' },
  'matter.reply': { id: 'H-2026-999@1@0123456789', values: { answer: '' } },
  'record.show': code,
  'record.edit': code,
  'record.withdraw': code,
  'record.restore': code,
  'record.history': code,
  'record.publish': code,
  'record.copy': code,
  'record.confirm': code,
  'record.comment': code,
  'record.saveComment': { id: 'E-2026-999@1@0123456789', values: { comment: '' } },
  'record.find': { values: { text: 'något' } },
  'member.show': id,
  'member.save': { ...id, values: { other: '' } },
  'member.resume': id,
  'member.preview': { ...id, values: { list: '' } },
  'member.apply': { ...id, values: { list: '' } },
  'settings.set': { id: 'digest:off' },
  'settings.save': { ...id, values: { hour: '' } },
  'settings.opt-out': { id: 'prompts' },
  'settings.channel': { id: 'on:here' },
  'digest.more': month,
  'digest.read': month,
  'digest.refresh': digest,
  'digest.cancel': digest,
  'digest.resume': digest,
  'digest.approve': digest,
  'digest.sample': { id: '2031-04@1@teams-channel' },
  'digest.greeting': digest,
  'digest.saveGreeting': digestForm,
  'digest.postpone': digest,
  'digest.savePostponed': digestForm,
  'digest.correct': digest,
  'digest.saveCorrection': digestForm,
  'digest.sendNow': digest,
  'digest.toSelf': digest,
  'digest.resend': digest,
  'digest.resendUncertain': digest,
  'digest.withdraw': digest,
  'digest.withdrawNow': digest,
  'question.good': id,
  'question.bad': id,
  'question.pass': id,
  'question.open': id,
  'question.ignore': id,
  'question.reopen': id,
  'question.answer': id,
  'question.save': answer,
  'curated.open': id,
  'curated.edit': { id: '0123456789abcdef@1' },
  'curated.save': { ...answer, id: '0123456789abcdef@1' },
  'curated.withdraw': { id: '0123456789abcdef@1' },
  'curated.restore': { id: '0123456789abcdef@1' },
};

/**
 * The collections whose documents are public records: what an export holds. Those in `plain` hold nothing to read and come
 * with an export of everything, so that what is restored from it goes on where it stopped.
 */
export const EXPORTED = [
  'example',
  'initiative',
  'matter',
  'question',
  'curated',
  'member',
  'digest',
  'prompt',
  'prompt-bundle',
  'commitment-answer',
  'delivery',
  'audit',
] as const;
export const PLAIN = ['counter', 'word', 'revision', 'erasure'] as const;

/** What is not exported, and why. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  contact: 'where a person is reached; it comes back when they talk to the bot',
  'link-code': 'a secret of ten minutes',
  settings: 'a person’s own choices',
  channel: 'where the bot has been added; it comes back when it is spoken to',
  turn: 'what was said in the last fortnight, for technical reasons alone',
  download: 'a secret of ten minutes',
  'job-run': 'when a job was last run',
  lock: 'which process is at a job',
  pace: 'how fast a platform may be sent to',
};

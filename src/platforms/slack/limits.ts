/**
 * Slack's limits, from the Block Kit reference (docs.slack.dev/reference/block-kit). Texts are counted after escaping, which
 * is the stricter reading.
 */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Undocumented: `msg_blocks_too_long` comes at about 13,200 characters of serialised blocks. */
  messageCharacters: 12_000,
  /** Top-level text: shown in notifications and read by screen readers. Slack allows 4,000; more is of no use there. */
  fallbackText: 600,
  text: 3000,
  fieldText: 2000,
  fields: 10,
  header: 150,
  button: 75,
  buttonValue: 2000,
  actionsPerBlock: 25,
  contextElements: 10,
  modalTitle: 24,
  modalButton: 24,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  options: 100,
  checkboxes: 10,
  optionText: 75,
  optionValue: 150,
  inputText: 3000,
  id: 255,
  metadata: 3000,
} as const;

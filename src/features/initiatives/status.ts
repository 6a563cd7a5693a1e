import type { InitiativeStatus } from '../../records/entry';

/** Where an initiative may go from where it is. Undo takes a slip back, so there are no ways backwards but for starting again. */
const transitions: Readonly<Record<InitiativeStatus, readonly InitiativeStatus[]>> = {
  // An informal contact is held without an invitation, and a question over the phone is declined without one.
  planned: ['invited', 'held', 'declined', 'cancelled'],
  invited: ['held', 'declined', 'cancelled'],
  held: ['followed-up'],
  'followed-up': [],
  declined: ['invited', 'planned'],
  cancelled: ['planned'],
};

/** The statuses that an initiative may get next, the usual one first. */
export function nextStatuses(status: InitiativeStatus): readonly InitiativeStatus[] {
  return transitions[status];
}

import type { CommonContent } from '../entry';

export const exampleForms = [
  'iop',
  'right-of-use',
  'project',
  'event',
  'meeting-place',
  'network',
  'other',
] as const;
export type ExampleForm = (typeof exampleForms)[number];

/** A collaboration example: what was done together, with whom, and what it gave. */
export interface ExampleContent extends CommonContent {
  readonly done: string;
  readonly form?: ExampleForm;
  readonly from?: string;
  readonly to?: string;
  readonly benefitMunicipality?: string;
  readonly benefitCivil?: string;
  readonly link?: string;
}

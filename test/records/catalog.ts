import type { Milestones } from '../../src/features/digest/milestones';
import type { Catalog } from '../../src/records/catalog';

/** A small pack, with names that differ in the ways that matter. */
export const catalog: Catalog = {
  administrations: [
    { id: 'culture', name: 'Kultur- och fritidsförvaltningen', short: 'Kultur', aliases: ['KFF'] },
    { id: 'social', name: 'Socialförvaltningen', aliases: ['socialtjänsten'] },
    { id: 'technical', name: 'Teknik- och serviceförvaltningen', aliases: [] },
  ],
  principles: [
    {
      id: 'dialogue',
      name: { sv: 'Dialog', en: 'Dialogue' },
      aliases: [],
      hint: { sv: 'Dialog ska prägla relationen.', en: 'Dialogue marks the relation.' },
    },
    {
      id: 'openness',
      name: { sv: 'Öppenhet och insyn', en: 'Openness' },
      aliases: ['transparens', 'öppenhet'],
    },
    { id: 'diversity', name: { sv: 'Mångfald', en: 'Diversity' }, aliases: [] },
  ],
  commitments: [
    { number: 1, short: { sv: 'Hållbar utveckling', en: 'Sustainable development' } },
    { number: 2, short: { sv: 'Bjuda in tidigt', en: 'Invite early' } },
  ],
  signatories: [
    { name: 'Friskis&Svettis Örebro', aliases: ['Friskis', 'Friskis och Svettis'] },
    { name: 'Röda Korset – Örebro Rödakorskrets', aliases: ['Röda Korset'] },
    { name: 'RFSL Örebro', aliases: ['RFSL'] },
  ],
};

/** Days of a made-up agreement: a yearly one, one without a day, and one that comes once. */
export const milestones: Milestones = [
  {
    name: { sv: 'Åtagandena följs upp', en: 'The commitments are followed up' },
    entry: 'follow-up',
    yearly: '12-31',
  },
  { name: { sv: 'En ny plan tas fram', en: 'A new plan is made' }, entry: 'plan' },
  { name: { sv: 'Avtalet ses över', en: 'The compact is reviewed' }, entry: 'review', by: '2027-06-30' },
];

import type { Connection, Model } from 'mongoose';
import type { Audit } from '../../audit/audit';
import type { Downloads, FileSource } from '../../downloads/downloads';
import type { Chore } from '../../jobs/sweeper';
import type { Logger } from '../../log';
import {
  type DataDeclaration,
  keepsPersonalData,
  type PersonalData,
  type Subject,
} from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import type { Feature } from '../../turn/command';
import type { PersonId } from '../../turn/turn';
import type { Contacts } from '../members/contacts';
import type { Member } from '../members/model';
import { createPrivacyFeature } from '.';
import { createEraser } from './erase';
import { ownDataFile } from './file';
import { createErasureModel } from './model';

export interface PrivacyOptions {
  readonly connection: Connection;
  readonly contacts: Pick<Contacts, 'identities' | 'byIds'>;
  readonly members: Model<Member>;
  /** Those whom the configuration appoints. */
  readonly coordinators: readonly PersonId[];
  readonly downloads: Pick<Downloads, 'hand'>;
  /** What all features keep, this one included. */
  readonly declarations: () => readonly DataDeclaration[];
  readonly audit: Pick<Audit, 'note'>;
  readonly newId: () => string;
  readonly log: Logger;
}

export interface Privacy {
  readonly feature: Feature;
  readonly file: FileSource;
  /** Finishes erasures that a process didn't live to finish. */
  readonly chore: Chore;
}

/** Everyone's own data, from whatever features keep. */
export function assemblePrivacy(options: PrivacyOptions): Privacy {
  const { connection, contacts, members, coordinators, downloads, audit, newId, log } = options;
  const personalData = (): PersonalData[] => options.declarations().filter(keepsPersonalData);
  const subjectOf = async (person: PersonId): Promise<Subject> => {
    const ids = await contacts.identities(person);
    const known = await contacts.byIds(ids);
    return { ids, conversations: known.flatMap(({ conversations = [] }) => conversations) };
  };
  const erasures = createErasureModel(connection);
  const eraser = createEraser({ erasures, personalData, newId, log });
  const file = ownDataFile({ personalData, subjectOf, audit, newId });
  const feature = createPrivacyFeature({
    ...{ personalData, subjectOf, downloads, file, eraser },
    inOffice: async (ids) => {
      const held = await orStoreAway(() =>
        members
          .find({ people: { $in: [...ids] }, active: true })
          .lean<Member[]>()
          .exec(),
      );
      return {
        roles: [...new Set(held.map(({ role }) => role))],
        configured: ids.some((id) => coordinators.includes(id)),
      };
    },
  });
  return {
    feature: {
      ...feature,
      personalData: [
        { models: ['erasure'], none: 'a pseudonym, marks and counts, once an erasure is finished' },
      ],
    },
    file,
    chore: { name: 'erasures', run: eraser.resume },
  };
}

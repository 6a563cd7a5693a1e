import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { PersonId, PlatformName } from '../../turn/turn';

export const memberRoles = ['representative', 'deputy', 'council', 'coordinator'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** What a coordinator did to a membership, or its holder by linking accounts; written together with the change. */
export interface MemberEvent {
  readonly at: Date;
  readonly by: PersonId;
  readonly name?: string;
  readonly platform: PlatformName;
  readonly action: 'appointed' | 'ended' | 'resumed' | 'linked' | 'unlinked';
}

/** One role of one person; a coordinator may be a representative as well. Ended memberships stay, inactive: records from their time keep their meaning. */
export interface Member {
  /** One person may be known on both platforms. */
  readonly people: readonly PersonId[];
  readonly name: string;
  readonly role: MemberRole;
  /** Id from the knowledge pack; representatives and deputies have one. */
  readonly administration?: string;
  readonly active: boolean;
  readonly since: Date;
  readonly until?: Date;
  /** False until the one who was appointed has been sent the news. */
  readonly told?: boolean;
  readonly history?: readonly MemberEvent[];
  readonly audited?: boolean;
}

export interface StoredMember extends Member {
  readonly _id: Types.ObjectId;
}

const event = new Schema<MemberEvent>(
  {
    at: { type: Date, required: true },
    by: { type: String, required: true },
    name: String,
    platform: { type: String, required: true },
    action: { type: String, enum: ['appointed', 'ended', 'resumed', 'linked', 'unlinked'], required: true },
  },
  { _id: false },
);

function memberSchema(): Schema<Member> {
  const schema = new Schema<Member>(
    {
      people: { type: [String], required: true },
      name: { type: String, required: true },
      role: { type: String, enum: [...memberRoles], required: true },
      administration: { type: String, required: needsAdministration },
      active: { type: Boolean, required: true },
      since: { type: Date, required: true },
      until: Date,
      told: Boolean,
      history: { type: [event], default: [] },
      // Taken away by every change, and set when the audit log has all of the history.
      audited: Boolean,
    },
    { collection: 'members', strict: 'throw', strictQuery: 'throw', versionKey: false, autoCreate: false },
  );
  schema.set('bufferCommands', false);
  // One active representative for each administration, whoever appoints at the same moment.
  schema.index(
    { administration: 1, role: 1 },
    { unique: true, partialFilterExpression: { active: true, role: 'representative' } },
  );
  // Nobody holds the same role twice, also when appointed twice at the same moment.
  schema.index(
    { people: 1, role: 1, administration: 1 },
    { unique: true, partialFilterExpression: { active: true } },
  );
  schema.index({ people: 1, active: 1 });
  schema.index({ active: 1, role: 1, administration: 1 });
  schema.index({ active: 1, told: 1 });
  // What one person has done to the register: their own data, and its erasure.
  schema.index({ 'history.by': 1 });
  schema.index({ audited: 1, _id: 1 });
  return schema;
}

/** True for the roles of those who speak for an administration. */
export function speaksForOne(role: MemberRole): boolean {
  return role === 'representative' || role === 'deputy';
}

function needsAdministration(this: Partial<Member>): boolean {
  return this.role !== undefined && speaksForOne(this.role);
}

/** The register of members on a connection. Its indexes are created by whoever opens the connection. */
export function createMemberModel(connection: Connection): Model<Member> {
  return connection.model<Member>('member', memberSchema());
}

import { type Connection, type Model, Schema } from 'mongoose';
import type { PersonId } from '../../turn/turn';

export const memberRoles = ['representative', 'deputy', 'council', 'coordinator'] as const;
export type MemberRole = (typeof memberRoles)[number];

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
}

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
    },
    { collection: 'members', strict: 'throw', strictQuery: 'throw', versionKey: false, autoCreate: false },
  );
  schema.set('bufferCommands', false);
  // One active representative for each administration, whoever appoints at the same moment.
  schema.index(
    { administration: 1, role: 1 },
    { unique: true, partialFilterExpression: { active: true, role: 'representative' } },
  );
  schema.index({ people: 1, active: 1 });
  schema.index({ active: 1, role: 1, administration: 1 });
  return schema;
}

function needsAdministration(this: Partial<Member>): boolean {
  return this.role === 'representative' || this.role === 'deputy';
}

/** The register of members on a connection. Its indexes are created by whoever opens the connection. */
export function createMemberModel(connection: Connection): Model<Member> {
  return connection.model<Member>('member', memberSchema());
}

import type { Role } from './turn';

const everyone: readonly Role[] = ['guest', 'representative', 'deputy', 'council', 'coordinator'];

/**
 * Who may do what, in one place. Asked at every action: a button that is hidden, or a card from last year, is no check.
 */
export const permissions = {
  ask: everyone,
  'record.read': everyone,
  'digest.read': everyone,
  'digest.manage': ['coordinator'],
  'member.read': everyone,
  /** Ownership and the kind's own permission are asked as well: what guests have of their own is matters. */
  'record.edit': everyone,
  /** Confirming and commenting what names one's organisation. */
  'record.respond': ['council'],
  'example.write': ['representative', 'deputy', 'coordinator'],
  'initiative.write': ['representative', 'deputy', 'council', 'coordinator'],
  /** Anyone may tell of an obstacle; what it says is for the one who reported it and the coordinators. */
  'matter.report': everyone,
  'matter.handle': ['coordinator'],
  'question.review': ['coordinator'],
  'member.write': ['coordinator'],
  /** One's own accounts on the two platforms; the code is proof that both are one's own. */
  'member.link': everyone,
  /** What one is sent oneself, and when one is away. */
  'settings.own': everyone,
  /** Whether the channel that it is said in gets the digest. */
  'settings.channel': ['representative', 'deputy', 'council', 'coordinator'],
  /** The same for every channel. */
  'settings.channels': ['coordinator'],
  /** To see and erase what is one's own; nobody sees anybody else's. */
  'privacy.own': everyone,
  'record.export': ['coordinator'],
  'audit.read': ['coordinator'],
  'retention.run': ['coordinator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** True when one of the roles holds the permission. */
export function allows(permission: Permission, roles: readonly Role[]): boolean {
  const holders: readonly Role[] = permissions[permission];
  return roles.some((role) => holders.includes(role));
}

/** True when everyone holds it, so that nobody needs to be looked up. */
export function isPublic(permission: Permission): boolean {
  return everyone.every((role) => allows(permission, [role]));
}

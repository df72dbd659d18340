import type { AuditActor, ConsoleRole, ConsoleSession } from '@parlour/wire';

/** Who asks: whoever bears the operator's credential, an account that is signed in, or anybody. */
export type Identity =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'credential' }
  | { readonly kind: 'account'; readonly session: ConsoleSession; readonly sessionHash: Uint8Array };

/** What somebody may do at the console; the bearer of the credential, everything. */
export function roleOf(identity: Identity): ConsoleRole | undefined {
  if (identity.kind === 'nobody') return undefined;
  return identity.kind === 'credential' ? 'operator' : identity.session.account.role;
}

/** As whom they are written down. @throws TypeError for nobody, who changes nothing. */
export function actorOf(identity: Identity): AuditActor {
  if (identity.kind === 'nobody') throw new TypeError('Nobody changes nothing.');
  if (identity.kind === 'credential') return { kind: 'credential' };
  const { id, name } = identity.session.account;
  return { kind: 'account', id, name };
}

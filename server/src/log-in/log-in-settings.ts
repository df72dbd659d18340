import type { ProviderSettings } from './provider.ts';
import type { RoleMapping } from './role-of.ts';

/** Who logs in where, by the operator's choice. */
export interface LogInSettings {
  /** Sign-in to the console beside passkeys. */
  readonly console?: { readonly provider: ProviderSettings; readonly roles: RoleMapping };
  /** Log-ins that admit to tokens. */
  readonly admission?: { readonly provider: ProviderSettings };
}

import type { TakingPart, TokenAdmission } from '@parlour/wire';
import type { SavedTogether } from './saved-together.ts';

/** Milliseconds for which a log-in vouches, as the aggregator has it. */
export const logInLasts = 600_000;

/** What this device has to show for a token; undefined where it has nothing, or nothing any more. */
export function admissionOf(
  { invite, logIn }: Pick<SavedTogether, 'invite' | 'logIn'>,
  now: number,
): TokenAdmission | undefined {
  if (invite !== null) return { kind: 'invite', code: invite };
  return logIn !== null && now < logIn.until ? { kind: 'oidc', code: logIn.code } : undefined;
}

/** What the log-in provider is called, where one is admitted. */
export const providerOf = ({ admissions }: TakingPart): string | undefined =>
  admissions.find((way) => way.kind === 'oidc')?.label;

import { createHash, randomBytes } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Queries } from '../database/connect.ts';
import { logIn } from '../database/schema/log-ins.ts';
import type { LogInPurpose } from './log-in-cookie.ts';
import type { Provider } from './provider.ts';

/** Seconds in which somebody may log in. */
export const patienceSeconds = 600;

export const hashOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();

export interface BegunLogIn {
  /** Where the page goes on: the provider's. */
  readonly url: URL;
  /** For the cookie of the browser that begins. */
  readonly browser: string;
}

/**
 * Begins a log-in: authorization code flow with PKCE, state and nonce, all of which any replica can check, once.
 * @param redirectUri as the provider knows it.
 * @throws ParlourError `log-in/unreachable`.
 */
export async function beginLogIn(
  queries: Queries,
  provider: Provider,
  { purpose, redirectUri }: { readonly purpose: LogInPurpose; readonly redirectUri: string },
): Promise<BegunLogIn> {
  const configuration = await provider.configuration();
  const state = randomState();
  const nonce = randomNonce();
  const codeVerifier = randomPKCECodeVerifier();
  const browser = randomBytes(32).toString('base64url');
  await queries.insert(logIn).values({
    stateHash: hashOf(state),
    browserHash: hashOf(browser),
    purpose,
    codeVerifier,
    nonce,
    expiresAt: sql`now() + make_interval(secs => ${patienceSeconds})`,
  });
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: provider.settings.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  return { url, browser };
}

/** Removes those that nobody ended. */
export async function forgetLogIns(queries: Queries): Promise<void> {
  await queries.delete(logIn).where(lt(logIn.expiresAt, sql`now()`));
}

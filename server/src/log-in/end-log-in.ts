import { timingSafeEqual } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import { authorizationCodeGrant, fetchUserInfo } from 'openid-client';
import type { Queries } from '../database/connect.ts';
import { logIn } from '../database/schema/log-ins.ts';
import { hashOf } from './begin-log-in.ts';
import type { LogInPurpose } from './log-in-cookie.ts';
import { logInError } from './log-in-error.ts';
import type { Provider } from './provider.ts';

/** What the provider says of somebody: the subject, and claims by their names. */
export interface Vouched {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface Return {
  readonly purpose: LogInPurpose;
  /** The whole address that the provider's page led to. */
  readonly url: URL;
  /** Of the cookie of the browser that comes. */
  readonly browser: string | undefined;
  /** Whether more than the subject is wanted: then the provider's userinfo is asked too. */
  readonly isNamed: boolean;
}

/**
 * Ends a log-in that this browser began, once, whether it ends well or not.
 * @throws ParlourError `log-in/late`, `-refused`, `-unreachable`.
 */
export async function endLogIn(queries: Queries, provider: Provider, back: Return): Promise<Vouched> {
  const { codeVerifier, nonce, state } = await takeLogIn(queries, back);
  const configuration = await provider.configuration();
  try {
    const tokens = await authorizationCodeGrant(configuration, back.url, {
      pkceCodeVerifier: codeVerifier,
      expectedNonce: nonce,
      expectedState: state,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no ID token');
    const hasMore = back.isNamed && configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = hasMore ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    return { subject: claims.sub, claims: { ...more, ...claims } };
  } catch (cause) {
    throw logInError('refused', { cause });
  }
}

async function takeLogIn(queries: Queries, { purpose, url, browser }: Return) {
  const state = url.searchParams.get('state');
  if (state === null || browser === undefined) throw logInError('late');
  const [taken] = await queries
    .delete(logIn)
    .where(
      and(eq(logIn.stateHash, hashOf(state)), eq(logIn.purpose, purpose), gt(logIn.expiresAt, sql`now()`)),
    )
    .returning();
  if (taken === undefined || !timingSafeEqual(hashOf(browser), taken.browserHash)) throw logInError('late');
  return { ...taken, state };
}

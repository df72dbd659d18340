import { randomBytes } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { ownBytes } from '../database/own-bytes.ts';
import type { Queries } from '../database/connect.ts';
import { passkeyChallenge } from '../database/schema/console.ts';
import { consoleError } from './console-error.ts';

/** Seconds in which a passkey may answer. */
export const patienceSeconds = 300;

type Challenge = typeof passkeyChallenge.$inferSelect;
/** What a challenge is for, and whose. */
export type ChallengeOrder = Pick<Challenge, 'purpose' | 'origin'> &
  Partial<Pick<Challenge, 'accountId' | 'enrolmentId' | 'name'>>;

/** A challenge (32 random bytes) that is answered once, by whichever replica. */
export async function makeChallenge(
  queries: Queries,
  order: ChallengeOrder,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = ownBytes(randomBytes(32));
  await queries.insert(passkeyChallenge).values({
    ...order,
    challenge,
    expiresAt: sql`now() + make_interval(secs => ${patienceSeconds})`,
  });
  return challenge;
}

const ClientData = v.object({ challenge: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });

/**
 * The challenge that an answer is to, which from now on nobody can answer again, whether this answer is right or not.
 * @param clientDataJSON of the answer, base64url.
 * @throws ParlourError `console/late-answer` for one that was answered, has run out, was made for another purpose, or never made.
 */
export async function takeChallenge(
  queries: Queries,
  purpose: Challenge['purpose'],
  clientDataJSON: string,
): Promise<Challenge & { readonly text: string }> {
  const text = challengeIn(clientDataJSON);
  const [taken] = await queries
    .delete(passkeyChallenge)
    .where(
      and(
        eq(passkeyChallenge.challenge, Buffer.from(text, 'base64url')),
        eq(passkeyChallenge.purpose, purpose),
        gt(passkeyChallenge.expiresAt, sql`now()`),
      ),
    )
    .returning();
  if (taken === undefined) throw consoleError('late-answer');
  return { ...taken, text };
}

function challengeIn(clientDataJSON: string): string {
  try {
    const told: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    return v.parse(ClientData, told).challenge;
  } catch (cause) {
    throw consoleError('refused-passkey', { cause });
  }
}

/** Removes those that nobody answered. */
export async function forgetChallenges(queries: Queries): Promise<void> {
  await queries.delete(passkeyChallenge).where(lt(passkeyChallenge.expiresAt, sql`now()`));
}

import { createHash, randomBytes } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { logInCode } from '../database/schema/log-ins.ts';
import type { ProviderSettings } from './provider.ts';
import { subjectHash } from './subject-hash.ts';

/** Seconds for which a code vouches for its person. */
export const codeSeconds = 600;

const codeHashOf = (code: Uint8Array) => createHash('sha256').update(code).digest();

/** The person that a subject is, whenever they log in: 128 bits of their hash, in the form of a uuid. */
export function personOf(
  settings: Pick<ProviderSettings, 'issuer' | 'clientSecret'>,
  subject: string,
): string {
  const hex = Buffer.from(subjectHash(settings, 'admission', subject)).toString('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A code of minutes that vouches for a person. @returns 16 bytes in hex; only its hash is kept. */
export async function makeLogInCode(queries: Queries, personId: string): Promise<string> {
  const code = randomBytes(16);
  await queries.insert(logInCode).values({
    codeHash: codeHashOf(code),
    personId,
    expiresAt: sql`now() + make_interval(secs => ${codeSeconds})`,
  });
  return code.toString('hex');
}

/** Removes those that have run out. */
export async function forgetLogInCodes(queries: Queries): Promise<void> {
  await queries.delete(logInCode).where(lt(logInCode.expiresAt, sql`now()`));
}

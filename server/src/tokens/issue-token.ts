import { createHash } from 'node:crypto';
import type { Bytes } from '@parlour/private-aggregation';
import { tokenError } from '@parlour/private-aggregation/tokens';
import type { TokenRequest } from '@parlour/wire';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { tokenEpoch } from '../database/schema/keys.ts';
import { issuance } from '../database/schema/tokens.ts';
import type { Admission } from './admission.ts';
import { blindSign } from './blind-sign.ts';
import { ownBytes } from '../database/own-bytes.ts';

const fromHex = (text: string): Bytes => ownBytes(Buffer.from(text, 'hex'));

/**
 * Issues one token a person and epoch, in one transaction: what is answered is durable. The same request again gets the same
 * answer, from any replica.
 * @returns the blind signature.
 * @throws ParlourError `tokens/not-admitted`, `-unknown-invite`, `-expired-invite`, `-unknown-epoch` (ended or not made
 * yet), `-malformed-request`, `-already-issued`.
 */
export async function issueToken(
  database: Database,
  admissions: readonly Admission[],
  { admission: { kind, code }, epoch, blinded: blindedHex }: TokenRequest,
): Promise<Bytes> {
  const admission = admissions.find((way) => way.kind === kind);
  if (!admission) throw tokenError('not-admitted');
  const blinded = fromHex(blindedHex);
  const blindedHash = ownBytes(createHash('sha256').update(blinded).digest());
  return database.transaction(async (transaction) => {
    const personId = await admission.personOf(transaction, fromHex(code));
    const privateKey = await openEpochKey(transaction, epoch);
    const before = await issuedBefore(transaction, personId, epoch, blindedHash);
    if (before) return before;
    const blindSignature = blindSign(privateKey, blinded);
    const [inserted] = await transaction
      .insert(issuance)
      .values({ personId, epoch, blindedHash, blindSignature })
      .onConflictDoNothing()
      .returning({ epoch: issuance.epoch });
    if (inserted) return blindSignature;
    // Another replica was faster; by now it has committed.
    const meanwhile = await issuedBefore(transaction, personId, epoch, blindedHash);
    if (!meanwhile) throw new Error('issuance vanished');
    return meanwhile;
  });
}

async function openEpochKey(queries: Queries, epoch: string): Promise<Uint8Array> {
  const [found] = await queries
    .select({ privateKey: tokenEpoch.privateKey })
    .from(tokenEpoch)
    .where(and(eq(tokenEpoch.id, epoch), gt(tokenEpoch.validUntil, sql`now()`)));
  if (!found) throw tokenError('unknown-epoch');
  return found.privateKey;
}

async function issuedBefore(
  queries: Queries,
  personId: string,
  epoch: string,
  blindedHash: Bytes,
): Promise<Bytes | undefined> {
  const [found] = await queries
    .select()
    .from(issuance)
    .where(and(eq(issuance.personId, personId), eq(issuance.epoch, epoch)));
  if (found && !Buffer.from(found.blindedHash).equals(blindedHash)) throw tokenError('already-issued');
  return found && ownBytes(found.blindSignature);
}

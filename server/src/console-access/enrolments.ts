import { createHash, randomBytes } from 'node:crypto';
import {
  type ConsoleRole,
  type Enrolment,
  inviteCodeBytes,
  inviteCodeText,
  type MadeEnrolment,
} from '@parlour/wire';
import { and, asc, eq, gt, lt, not, notExists, or, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { consoleAccount, enrolment } from '../database/schema/console.ts';
import { consoleError } from './console-error.ts';

/** Days for which a code may wait at most. */
export const mostDays = 7;

/** 128 random bits cannot be guessed, so their plain hash cannot be turned back. */
const codeHashOf = (code: Uint8Array) => createHash('sha256').update(code).digest();

/** Codes that a start printed enrol nobody once somebody is. */
const isLive = (queries: Queries) =>
  and(
    gt(enrolment.expiresAt, sql`now()`),
    or(not(enrolment.isFirst), notExists(queries.select({ one: sql`1` }).from(consoleAccount))),
  );

/** Makes a code that enrols one person, once; it is shown now and never again. */
export async function makeEnrolment(
  queries: Queries,
  order: { readonly role: ConsoleRole; readonly seconds: number; readonly isFirst?: boolean },
): Promise<MadeEnrolment> {
  const code = randomBytes(16);
  const { role, seconds, isFirst } = order;
  const [made] = await queries
    .insert(enrolment)
    .values({
      codeHash: codeHashOf(code),
      role,
      isFirst,
      expiresAt: sql`now() + make_interval(secs => ${seconds})`,
    })
    .returning();
  return { enrolment: asEnrolment(made), code: inviteCodeText(code) };
}

/** Those that wait to be used, the oldest first. */
export async function listEnrolments(queries: Queries): Promise<Enrolment[]> {
  const rows = await queries
    .select()
    .from(enrolment)
    .where(isLive(queries))
    .orderBy(asc(enrolment.createdAt));
  return rows.map(asEnrolment);
}

/** @throws ParlourError `console/unknown-enrolment`. */
export async function withdrawEnrolment(queries: Queries, id: string): Promise<void> {
  const gone = await queries.delete(enrolment).where(eq(enrolment.id, id)).returning({ id: enrolment.id });
  if (gone.length === 0) throw consoleError('unknown-enrolment');
}

/** The live enrolment of a code as it was typed; it stays until the transaction ends. @throws ParlourError `console/unknown-code`. */
export async function findEnrolment(transaction: Queries, typed: string): Promise<{ readonly id: string }> {
  const code = inviteCodeBytes(typed);
  if (code === undefined) throw consoleError('unknown-code');
  const [found] = await transaction
    .select({ id: enrolment.id })
    .from(enrolment)
    .where(and(eq(enrolment.codeHash, codeHashOf(code)), isLive(transaction)))
    .for('key share');
  if (found === undefined) throw consoleError('unknown-code');
  return found;
}

/**
 * Uses a code up, in the transaction that enrols its person, with the accounts locked.
 * @throws ParlourError `console/unknown-code`.
 */
export async function useEnrolment(
  transaction: Queries,
  id: string,
): Promise<{ readonly role: ConsoleRole; readonly isFirst: boolean }> {
  const [used] = await transaction
    .delete(enrolment)
    .where(and(eq(enrolment.id, id), isLive(transaction)))
    .returning({ role: enrolment.role, isFirst: enrolment.isFirst });
  if (used === undefined) throw consoleError('unknown-code');
  return used;
}

/** Removes those that nobody can use any more. */
export async function forgetEnrolments(queries: Queries): Promise<void> {
  await queries.delete(enrolment).where(lt(enrolment.expiresAt, sql`now()`));
}

const asEnrolment = ({ id, role, createdAt, expiresAt }: typeof enrolment.$inferSelect): Enrolment => ({
  id,
  role,
  createdAt: createdAt.getTime(),
  expires: expiresAt.getTime(),
});

import * as v from 'valibot';
import { AccountName, ConsoleRole } from './console-session.ts';
import { Passkey } from './passkey.ts';

const uuid = v.pipe(v.string(), v.uuid());
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * Somebody who may sign in to the console.
 *
 * | path (under `/api/operator/`) | who | body | answer |
 * | --- | --- | --- | --- |
 * | `GET accounts` | viewer | | `ConsoleAccount[]` |
 * | `POST accounts/{id}/role` | operator | `RoleChange` | `ConsoleAccount` |
 * | `POST accounts/{id}/remove` | operator | none | `ConsoleAccount[]`: those left |
 * | `POST accounts/{id}/passkeys/{passkey}/remove` | operator | none | `ConsoleAccount` |
 * | `GET enrolments` | viewer | | `Enrolment[]`: those that wait |
 * | `POST enrolments` | operator | `EnrolmentOrder` | `MadeEnrolment` |
 * | `POST enrolments/{id}/withdraw` | operator | none | `Enrolment[]`: those left |
 *
 * What is refused as the last operator's: `console/last-operator`.
 */
export const ConsoleAccount = v.strictObject({
  id: uuid,
  name: AccountName,
  role: ConsoleRole,
  /** Signs in by the provider, which says the role anew each time; none of its own passkeys then. */
  isOfProvider: v.boolean(),
  passkeys: v.array(Passkey),
  createdAt: moment,
  /** Last sign-in. */
  seenAt: v.nullable(moment),
});
export type ConsoleAccount = v.InferOutput<typeof ConsoleAccount>;

export const RoleChange = v.strictObject({ role: ConsoleRole });
export type RoleChange = v.InferOutput<typeof RoleChange>;

/** One more person is to be let in. */
export const EnrolmentOrder = v.strictObject({
  role: ConsoleRole,
  /** Milliseconds since 1970 from which the code lets nobody in; at most a week ahead. */
  expires: moment,
});
export type EnrolmentOrder = v.InferOutput<typeof EnrolmentOrder>;

/** A code that waits to be used. */
export const Enrolment = v.strictObject({
  id: uuid,
  role: ConsoleRole,
  createdAt: moment,
  expires: moment,
});
export type Enrolment = v.InferOutput<typeof Enrolment>;

/** A new code, shown this once and stored as a hash only: for one person, once. */
export const MadeEnrolment = v.strictObject({ enrolment: Enrolment, code: v.string() });
export type MadeEnrolment = v.InferOutput<typeof MadeEnrolment>;

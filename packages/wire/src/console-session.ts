import * as v from 'valibot';

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What somebody at the console may do: `viewer` looks at everything, `operator` changes things too. */
export const ConsoleRole = v.picklist(['viewer', 'operator']);
export type ConsoleRole = v.InferOutput<typeof ConsoleRole>;

/** What an account is called in lists and in the audit log: chosen by its person, or said by the log-in provider. */
export const AccountName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

/** A sign-in that lasts. The session itself is a cookie that no script can read. */
export const ConsoleSession = v.strictObject({
  account: v.strictObject({ id: v.pipe(v.string(), v.uuid()), name: AccountName, role: ConsoleRole }),
  /** How it was begun. */
  by: v.picklist(['passkey', 'oidc']),
  /** Milliseconds since 1970 at which it ends unless something is asked before. */
  idleUntil: moment,
  /** Milliseconds since 1970 at which it ends whatever happens. */
  expiresAt: moment,
});
export type ConsoleSession = v.InferOutput<typeof ConsoleSession>;

/**
 * `GET /api/session`, and the answer of everything that signs in or out: who is at the console, and how to get in.
 *
 * Everything that changes anything is a POST of JSON (or of nothing) from the console's own origin: `fetch(path, { method:
 * 'POST', headers: { 'content-type': 'application/json' }, body })`, the cookie comes along. Refusals are problems.
 *
 * | path | who | body | answer |
 * | --- | --- | --- | --- |
 * | `GET /api/session` | anyone | | `SessionState` |
 * | `POST /api/session/end` | anyone | none | `SessionState`: signed out |
 * | `POST /api/session/passkey/options` | anyone | none | `PasskeyRequestOptions` |
 * | `POST /api/session/passkey` | anyone | `PasskeyAssertion` | `SessionState`: signed in |
 * | `GET /api/session/oidc/start` | anyone | (a page's navigation) | on to the provider |
 * | `GET /api/session/oidc/callback` | anyone | | on to `/console/`, or to `/console/#problem=<code>` |
 * | `POST /api/enrolment/options` | anyone | `EnrolmentRequest` | `PasskeyCreationOptions` |
 * | `POST /api/enrolment` | anyone | `PasskeyRegistration` | `SessionState`: signed in |
 * | `GET /api/session/passkeys` | account | | `Passkey[]`: one's own |
 * | `POST /api/session/passkeys/options` | account | none | `PasskeyCreationOptions` |
 * | `POST /api/session/passkeys` | account | `PasskeyRegistration` | `Passkey`: one more of one's own |
 * | `POST /api/session/passkeys/{id}/remove` | account | none | `Passkey[]`: those left |
 *
 * A session that has ended answers 401 `operators/no-credential` where one was needed, and one that may not do what it asks
 * for 403 `operators/not-operator`.
 */
export const SessionState = v.strictObject({
  /** Nobody is signed in: none. */
  session: v.nullable(ConsoleSession),
  /** No account exists yet: the code that the server printed at its start enrols the first, an operator's. */
  isUnclaimed: v.boolean(),
  /** What the log-in provider is called on the button, where there is one. */
  oidc: v.nullable(v.strictObject({ label: v.pipe(v.string(), v.maxLength(80)) })),
});
export type SessionState = v.InferOutput<typeof SessionState>;

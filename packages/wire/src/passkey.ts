import * as v from 'valibot';
import { AccountName } from './console-session.ts';

/** Bytes in base64url without padding. */
const base64url = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[A-Za-z0-9_-]*$/));
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Transport = v.picklist(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
const Descriptor = v.object({
  id: base64url(1400),
  type: v.literal('public-key'),
  transports: v.optional(v.array(Transport)),
});
const UserVerification = v.picklist(['required', 'preferred', 'discouraged']);

/** `PublicKeyCredentialRequestOptionsJSON` (WebAuthn, section 5.5) as this server makes it: sign in with whichever passkey. */
export const PasskeyRequestOptions = v.object({
  challenge: base64url(64),
  /** Milliseconds. */
  timeout: v.optional(v.number()),
  rpId: v.optional(v.string()),
  allowCredentials: v.optional(v.array(Descriptor)),
  userVerification: v.optional(UserVerification),
});
export type PasskeyRequestOptions = v.InferOutput<typeof PasskeyRequestOptions>;

/** `PublicKeyCredentialCreationOptionsJSON` (WebAuthn, section 5.4) as this server makes it. */
export const PasskeyCreationOptions = v.object({
  rp: v.object({ id: v.optional(v.string()), name: v.string() }),
  user: v.object({ id: base64url(100), name: v.string(), displayName: v.string() }),
  challenge: base64url(64),
  pubKeyCredParams: v.array(v.object({ alg: v.number(), type: v.literal('public-key') })),
  /** Milliseconds. */
  timeout: v.optional(v.number()),
  excludeCredentials: v.optional(v.array(Descriptor)),
  authenticatorSelection: v.optional(
    v.object({
      authenticatorAttachment: v.optional(v.picklist(['platform', 'cross-platform'])),
      requireResidentKey: v.optional(v.boolean()),
      residentKey: v.optional(v.picklist(['required', 'preferred', 'discouraged'])),
      userVerification: v.optional(UserVerification),
    }),
  ),
  attestation: v.optional(v.picklist(['none', 'direct', 'enterprise', 'indirect'])),
  extensions: v.optional(v.object({ credProps: v.optional(v.boolean()) })),
});
export type PasskeyCreationOptions = v.InferOutput<typeof PasskeyCreationOptions>;

const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: v.literal('public-key'),
  authenticatorAttachment: v.optional(v.picklist(['platform', 'cross-platform'])),
  clientExtensionResults: v.object({}),
};

/** `RegistrationResponseJSON` (WebAuthn, section 5.1.8): what `PublicKeyCredential.toJSON()` gives after `create()`. */
export const PasskeyRegistration = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(8000),
    transports: v.optional(v.array(Transport)),
  }),
});
export type PasskeyRegistration = v.InferOutput<typeof PasskeyRegistration>;

/** `AuthenticationResponseJSON` (WebAuthn, section 5.1.8): what `PublicKeyCredential.toJSON()` gives after `get()`. */
export const PasskeyAssertion = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(2000),
    userHandle: v.optional(base64url(100)),
  }),
});
export type PasskeyAssertion = v.InferOutput<typeof PasskeyAssertion>;

/** An enrolment code as it was printed or passed on (`inviteCodeText`), and what its person wants to be called. */
export const EnrolmentRequest = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(60)),
  name: AccountName,
});
export type EnrolmentRequest = v.InferOutput<typeof EnrolmentRequest>;

/** A passkey as lists show it; nothing in it lets anybody in. */
export const Passkey = v.strictObject({
  id: v.pipe(v.string(), v.uuid()),
  /** Host that it was made for and works at. */
  host: v.string(),
  /** Its maker keeps copies on a person's other devices. */
  isSynced: v.boolean(),
  createdAt: moment,
  usedAt: v.nullable(moment),
});
export type Passkey = v.InferOutput<typeof Passkey>;

import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyRegistration,
  PasskeyRequestOptions,
} from '@parlour/wire';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a browser and an authenticator say of a ceremony; a test makes one of it untrue. */
export interface Ceremony {
  readonly origin: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly rpId?: string;
  /** Bits of the authenticator data: user present 1, user verified 4. */
  readonly flags?: number;
  readonly counter?: number;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const verified = 0b101;
const attested = 0b0100_0000;

/** An authenticator with one ES256 credential, made of `node:crypto` (WebAuthn, sections 6.1 and 6.5): what it signs is real. */
export function testPasskey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(32);
  const id = base64url(credentialId);
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  );
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const header = (rpId: string, flags: number, counter: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.of(flags), count]);
  };
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;

  return {
    id,
    create(options: PasskeyCreationOptions, told: Ceremony): PasskeyRegistration {
      const { rpId = options.rp.id ?? '', flags = verified, counter = 0 } = told;
      const length = Buffer.of(0, credentialId.length);
      const authData = Buffer.concat([
        header(rpId, flags | attested, counter),
        Buffer.alloc(16),
        length,
        credentialId,
        cose,
      ]);
      const attestation = new Map<string, string | Uint8Array | Map<string, never>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, never>()],
        ['authData', new Uint8Array(authData)],
      ]);
      const { challenge = options.challenge, type = 'webauthn.create', origin } = told;
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientData(type, challenge, origin)),
          attestationObject: base64url(isoCBOR.encode(attestation)),
          transports: ['internal'],
        },
      };
    },
    get(options: PasskeyRequestOptions, told: Ceremony): PasskeyAssertion {
      const { rpId = options.rpId ?? '', flags = verified, counter = 0 } = told;
      const { challenge = options.challenge, type = 'webauthn.get', origin } = told;
      const authData = header(rpId, flags, counter);
      const client = clientData(type, challenge, origin);
      const signer = createSign('sha256').update(authData).update(sha256(client));
      return {
        ...common,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(authData),
          signature: base64url(signer.sign(privateKey)),
        },
      };
    },
  };
}

export type TestPasskey = ReturnType<typeof testPasskey>;

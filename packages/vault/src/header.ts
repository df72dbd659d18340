import * as v from 'valibot';
import { type Bytes, fromUtf8, utf8 } from './bytes.ts';
import { FORMAT } from './sealed-record.ts';

const Base64 = v.pipe(v.string(), v.base64());
/** Not checked to be base64: damage to one wrap closes that way in, and leaves the others open. */
const WrapText = v.string();
const Wrap = v.object({ nonce: WrapText, sealed: WrapText });
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * What opens a vault. Public: whoever copies it can guess passphrases, at the price of the KDF. Each wrap is the vault's
 * key under AES-256-GCM with everything that led to the wrapping key as additional data (see `wraps.ts`).
 */
export const Header = v.object({
  /** 16 random bytes. */
  vaultId: Base64,
  /** Counts up with every change. */
  revision: Count,
  /** 32 random bytes, the PRF input of all passkeys. */
  passkeySalt: Base64,
  passphrase: v.object({
    kdf: v.object({ algorithm: v.literal('argon2id13'), opsLimit: Count, memLimit: Count, salt: WrapText }),
    ...Wrap.entries,
  }),
  recovery: v.object({ salt: WrapText, ...Wrap.entries }),
  passkeys: v.array(v.object({ credentialId: WrapText, salt: WrapText, ...Wrap.entries })),
});
export type Header = v.InferOutput<typeof Header>;

/**
 * How a header lies in the database, in two copies written by one transaction. These four fields keep their meaning in
 * every format. `mac` (HMAC-SHA-256, key derived from the vault's key) tells tampering; `checksum` (SHA-256, no key)
 * tells accidental damage before anybody gives a key, and covers only bytes that are public anyway.
 */
export const HeaderRecord = v.object({
  format: Count,
  body: v.instance(Uint8Array<ArrayBuffer>),
  mac: v.instance(Uint8Array<ArrayBuffer>),
  checksum: v.instance(Uint8Array<ArrayBuffer>),
});
export type HeaderRecord = v.InferOutput<typeof HeaderRecord>;

export async function sealHeader(header: Header, macKey: CryptoKey): Promise<HeaderRecord> {
  const body = utf8(JSON.stringify(header));
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', macKey, macInput(FORMAT, body)));
  return { format: FORMAT, body, mac, checksum: await checksumOf({ format: FORMAT, body, mac }) };
}

export const isHeaderAuthentic = ({ format, body, mac }: HeaderRecord, macKey: CryptoKey): Promise<boolean> =>
  crypto.subtle.verify('HMAC', macKey, mac, macInput(format, body));

/** The body of a record of our format; undefined if it isn't a header. */
export function parseHeader(record: HeaderRecord): Header | undefined {
  try {
    const parsed = v.safeParse(Header, JSON.parse(fromUtf8(record.body)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

export async function checksumOf({ format, body, mac }: Omit<HeaderRecord, 'checksum'>): Promise<Bytes> {
  const parts = [utf8(`${format} ${body.length} ${mac.length} `), body, mac];
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
}

const macInput = (format: number, body: Bytes): Bytes => {
  const prefix = utf8(`parlour-vault header ${format} `);
  const input = new Uint8Array(prefix.length + body.length);
  input.set(prefix);
  input.set(body, prefix.length);
  return input;
};

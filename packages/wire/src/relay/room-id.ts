import * as v from 'valibot';

/** Of a room, a mailbox or a rendezvous: 16 bytes in hex. */
export const RelayId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
export type RelayId = v.InferOutput<typeof RelayId>;

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/**
 * The bytes of whose SHA-256 the first 16 are the id of a room, or of a mailbox: whoever is to be admitted shows the public key that the
 * id was made of, so that nobody else can take an id that they have seen, and the relay need not remember whose it is.
 * @param publicKey Ed25519, 32 bytes.
 */
export const idBytes = (kind: 'room' | 'mailbox', publicKey: Uint8Array): Uint8Array<ArrayBuffer> =>
  joined(text(`parlour-sync/1/id/${kind}`), publicKey);

/**
 * The bytes whose SHA-256 is signed to be admitted to a room.
 * @param id of the room, 16 bytes. @param challenge of the relay, 32 bytes, used once.
 * @param origin of the relay as the device has dialled it (`https://films.example`), so that no relay can pass another one's challenge on.
 */
export const admissionBytes = (
  id: Uint8Array,
  challenge: Uint8Array,
  origin: string,
): Uint8Array<ArrayBuffer> => joined(text('parlour-sync/2/admission'), id, challenge, text(origin));

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

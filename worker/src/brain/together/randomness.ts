/** 32 fresh bytes. */
export const freshSeed = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

/** Fresh words of 32 bits; at most 16,384 at a time, which is what WebCrypto gives in one call. */
export const freshWords = (count: number): Uint32Array => crypto.getRandomValues(new Uint32Array(count));

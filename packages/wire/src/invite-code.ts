/** Crockford's base 32: no I, L, O, U, which are misread or misheard. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

/** An invite's 128-bit code as people pass it on: 26 digits of base 32 in groups, e.g. `3T0K9-...`. @param code 16 bytes. */
export function inviteCodeText(code: Uint8Array): string {
  let left = code.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let i = 0; i < LENGTH; i += 1) {
    text = DIGITS[Number(left & 31n)] + text;
    left >>= 5n;
  }
  return text.replaceAll(/.{5}(?=.)/g, '$&-');
}

/**
 * The 16 bytes of a code as a person typed it: either case, with or without hyphens and spaces, O for 0, I and L for 1.
 * @returns undefined for anything that is no code.
 */
export function inviteCodeBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const typed = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const digits = Array.from(typed, (digit) => DIGITS.indexOf(digit));
  if (digits.length !== LENGTH || digits.includes(-1) || digits[0] > 7) {
    return undefined;
  }
  const number = digits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n);
  return Uint8Array.from({ length: 16 }, (_, i) => Number((number >> BigInt(8 * (15 - i))) & 255n));
}

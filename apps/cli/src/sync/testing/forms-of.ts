/** The forms in which a text, or bytes, could lie somewhere: as they are, in UTF-16, in hex, and in base64 wherever they begin. */
export function formsOf(name: string, secret: string | Uint8Array): [string, Buffer][] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) => inBase64(bytes, before));
  const texts = [bytes.toString('hex'), ...base64, ...base64.map(urlSafe)];
  return [
    [name, bytes],
    [`${name} in UTF-16`, Buffer.from(bytes.toString('latin1'), 'utf16le')],
    ...[...new Set(texts)].map((text): [string, Buffer] => [`${name} as ${text}`, Buffer.from(text)]),
  ];
}

/** The digits that bytes have in base64 after so many others, but for those that depend on what stands beside them. */
function inBase64(bytes: Buffer, before: number): string {
  const digits = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const whole = Math.floor(((before + bytes.length) * 8) / 6);
  return digits.slice(Math.ceil((before * 8) / 6), whole);
}

const urlSafe = (digits: string): string => digits.replaceAll('+', '-').replaceAll('/', '_');

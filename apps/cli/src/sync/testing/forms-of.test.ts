import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { formsOf } from './forms-of.ts';

it('finds bytes in every form, whatever stands beside them', () => {
  for (let i = 0; i < 300; i += 1) {
    const secret = randomBytes(8 + (i % 30));
    const text = Buffer.concat([randomBytes(i % 7), secret, randomBytes(i % 5)]);
    const forms = formsOf('secret', secret).map(([, form]) => form);
    const isIn = (where: Buffer) => forms.some((form) => where.includes(form));
    for (const where of [
      text,
      Buffer.from(text.toString('hex')),
      Buffer.from(text.toString('base64')),
      Buffer.from(text.toString('base64url')),
      Buffer.from(text.toString('latin1'), 'utf16le'),
    ])
      expect(isIn(where), secret.toString('hex')).toBe(true);
    expect(isIn(randomBytes(1_000))).toBe(false);
    expect(forms.every(({ length }) => length >= 8)).toBe(true);
  }
});

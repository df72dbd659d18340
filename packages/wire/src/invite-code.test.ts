import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inviteCodeBytes, inviteCodeText } from './invite-code.ts';

const code = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('an invite code', () => {
  it('comes back from its text, however it was typed', () => {
    fc.assert(
      fc.property(code, fc.func(fc.constantFrom('', '-', ' ')), (bytes, between) => {
        const text = inviteCodeText(bytes);
        expect(text).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{5}){4}-[0-9A-HJKMNP-TV-Z]$/);
        expect(inviteCodeBytes(text)).toEqual(bytes);
        const typed = Array.from(text.replaceAll('-', ''), (digit, i) => digit.toLowerCase() + between(i));
        expect(inviteCodeBytes(typed.join('').replaceAll('1', 'l').replaceAll('0', 'o'))).toEqual(bytes);
      }),
    );
  });

  it.each([
    '',
    '0'.repeat(25),
    '0'.repeat(27),
    `8${'0'.repeat(25)}`,
    `${'0'.repeat(25)}U`,
    '\u{1f600}'.repeat(13),
  ])('is not %j', (text) => {
    expect(inviteCodeBytes(text)).toBeUndefined();
  });
});

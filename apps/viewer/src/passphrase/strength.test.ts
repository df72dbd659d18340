import { describe, expect, test } from 'vitest';
import { strengthOf } from './strength.ts';

describe('strengthOf', () => {
  test.each(['', 'a', 'short', '1234567'])('%j is too short', (passphrase) => {
    expect(strengthOf(passphrase).name).toBe('Too short');
  });

  test.each(['aaaaaaaaaaaa', 'abcdefghijkl', '12345678', 'password1', 'Netflix2024', 'qwertzui', 'sun moon'])(
    '%j is weak',
    (passphrase) => {
      expect(strengthOf(passphrase).name).toBe('Weak');
    },
  );

  test.each(['correct horse battery staple', 'velvet onion glacier trumpet', 'vT7#qLm2xZ'])(
    '%j will do',
    (passphrase) => {
      expect(strengthOf(passphrase).level).toBeGreaterThanOrEqual(3);
    },
  );

  test.each(['velvet onion glacier trumpet harbour', 'x9$Kq2!vRm4&pLz8'])('%j is strong', (passphrase) => {
    expect(strengthOf(passphrase).name).toBe('Strong');
  });

  test('a repeated word adds nothing', () => {
    expect(strengthOf('onion onion onion onion').bits).toBeLessThan(
      strengthOf('velvet onion glacier trumpet').bits,
    );
  });

  test('one more character never makes it weaker', () => {
    const passphrase = 'k3Vq wide Trumpet 91 ßé';
    for (let length = 1; length < passphrase.length; length += 1) {
      const shorter = strengthOf(passphrase.slice(0, length)).bits;
      expect(strengthOf(passphrase.slice(0, length + 1)).bits).toBeGreaterThanOrEqual(shorter - 1);
    }
  });
});

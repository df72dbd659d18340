import * as crypto from 'node:crypto';
import { expect, test } from 'vitest';
import { argon2id } from './argon2id.ts';
import { FULL_COST, REDUCED_COST } from './kdf-cost.ts';

const passphrase = new TextEncoder().encode('correct horse battery');
const salt = new Uint8Array(16).fill(5);

/** The same by OpenSSL, an independent implementation. */
const reference = (cost: { opsLimit: number; memLimit: number }): Uint8Array =>
  new Uint8Array(
    crypto.argon2Sync('argon2id', {
      message: passphrase,
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: cost.memLimit / 1024,
      passes: cost.opsLimit,
    }),
  );

test('is Argon2id at the full cost', async () => {
  expect(await argon2id(passphrase, salt, FULL_COST)).toEqual(reference(FULL_COST));
});

test('is Argon2id at the reduced cost', async () => {
  expect(await argon2id(passphrase, salt, REDUCED_COST)).toEqual(reference(REDUCED_COST));
});

test('rejects where the memory cannot be had', async () => {
  const tooMuch = { opsLimit: 3, memLimit: 2 ** 32 - 1024 };
  await expect(argon2id(passphrase, salt, tooMuch)).rejects.toBeInstanceOf(Error);
});

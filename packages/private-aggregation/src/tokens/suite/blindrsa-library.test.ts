import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { expect, it } from 'vitest';
import { rfc9474Vector } from '../test/rfc-9474-vector.ts';

const { modulus, prepared, inverse, blindSignature, signatureBegins, signatureEnds } = rfc9474Vector;

it('finalises the vector of RFC 9474, appendix A.1', async () => {
  const variant = RSABSSA.SHA384.PSS.Randomized();
  expect(variant.toString()).toBe('RSABSSA-SHA384-PSS-Randomized');
  const jwk = { kty: 'RSA', n: Buffer.from(modulus).toString('base64url'), e: 'AQAB' };
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']);
  const signature = await variant.finalize(key, prepared, blindSignature, inverse);
  expect(signature).toHaveLength(512);
  expect(signature.slice(0, signatureBegins.length)).toEqual(signatureBegins);
  expect(signature.slice(-signatureEnds.length)).toEqual(signatureEnds);
  const other = prepared.with(0, prepared[0] ^ 1);
  await expect(variant.finalize(key, other, blindSignature, inverse)).rejects.toThrow('invalid signature');
});

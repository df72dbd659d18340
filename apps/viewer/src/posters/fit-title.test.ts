import { describe, expect, test } from 'vitest';
import { fitTitle } from './fit-title.ts';
import { letteringFor } from './lettering.ts';
import { randomStream } from './random-stream.ts';

const lettering = letteringFor(1942, randomStream('casablanca'));

describe('fitTitle', () => {
  test('sets short titles larger than long ones', () => {
    const short = fitTitle('Ran', lettering, 87, 33);
    const long = fitTitle('The Lord of the Rings: The Fellowship of the Ring', lettering, 87, 33);
    expect(short).toBeGreaterThan(long);
  });

  test('shrinks until the longest word fits on a line', () => {
    expect(fitTitle('Casablanca', lettering, 87, 33)).toBeGreaterThan(
      fitTitle('Koyaanisqatsi', lettering, 87, 33),
    );
  });

  test('never goes under its smallest size', () => {
    expect(fitTitle('Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4), lettering, 87, 33)).toBe(5.5);
  });
});

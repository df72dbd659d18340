import { describe, expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import {
  graphParameters,
  initialParameters,
  parameterCount,
  personParameters,
  personStart,
} from './parameters.ts';

describe('the parameters of the graph encoder', () => {
  test('are 183,162, and every one belongs to exactly one view', () => {
    expect(parameterCount).toBe(183_162);
    const parameters = graphParameters();
    const views = [...parameters.layers, parameters.head, parameters.person].flatMap(
      (part) => Object.values(part) as Float64Array[],
    );
    expect(views.reduce((sum, view) => sum + view.length, 0)).toBe(parameterCount);
    for (const view of views) for (let i = 0; i < view.length; i++) view[i]++;
    expect(parameters.flat.every((value) => value === 1)).toBe(true);
  });

  test('end with those of the person', () => {
    const { flat, person } = initialParameters(seededRandom(1));
    expect(personParameters(flat.subarray(personStart))).toEqual(person);
    expect(personParameters(flat)).toBeUndefined();
  });

  test('of another number are refused', () => {
    expect(() => graphParameters(new Float64Array(7))).toThrow(RangeError);
  });
});

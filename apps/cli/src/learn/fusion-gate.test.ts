import { expect, test } from 'vitest';
import { fusionGate } from './fusion-gate.ts';

const people = (count: number, mean: number) =>
  Array.from({ length: count }, (_, at) => mean + (at % 2 === 0 ? 0.1 : -0.1));

test('a way of mixing that is clearly worse for people of public ratings is refused, in figures', () => {
  const { reason, metrics } = fusionGate(people(100, -0.03));
  expect(reason).toContain('For 100 people of public ratings lists would be clearly worse (NDCG@10 -0.0300');
  expect(metrics).toMatchObject({ gateCases: 100 });
  expect(metrics.gateGain).toBeCloseTo(-0.03, 9);
  expect(metrics.gateGainSe).toBeCloseTo(0.01, 3);
});

test('one that is better, or worse by no more than two standard errors, or of too few people, is not', () => {
  expect(fusionGate(people(100, 0.03)).reason).toBeNull();
  expect(fusionGate(people(100, -0.019)).reason).toBeNull();
  expect(fusionGate(people(100, -0.021)).reason).not.toBeNull();
  expect(fusionGate(people(48, -0.5)).reason).toBeNull();
  expect(fusionGate([])).toEqual({ reason: null, metrics: { gateCases: 0 } });
});

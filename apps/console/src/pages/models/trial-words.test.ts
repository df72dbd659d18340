import type { Experiment } from '@parlour/wire/api';
import { expect, test } from 'vitest';
import { pointsWithin, shareWithin, verdict } from './trial-words.ts';

type Look = Experiment['looks'][number];
const estimate = (mean: number, off: number) => ({ mean, atLeast: mean - off, atMost: mean + off });
const measured = (difference: number) => ({
  current: estimate(0.2, 0.01),
  candidate: estimate(0.2 + difference, 0.01),
  difference: estimate(difference, 0.02),
});
const look = (change: Partial<Look>): Look => ({
  at: 0,
  rounds: 1,
  epochs: 1,
  reports: 1000,
  noise: 9,
  people: { current: 500, candidate: 500 },
  quality: { hits: measured(0), clicks: measured(0), completions: measured(0) },
  decision: 'go-on',
  ...change,
});

test('shares have bounds that are shares, differences a sign', () => {
  expect(shareWithin(estimate(0.241, 0.031))).toBe('24.1 % (21.0 to 27.2)');
  expect(shareWithin(estimate(0.01, 0.02))).toBe('1.0 % (0.0 to 3.0)');
  expect(pointsWithin(estimate(-0.012, 0.02))).toBe('−1.2 (−3.2 to +0.8)');
});

test('says what is sure, and at what a candidate is worse', () => {
  expect(verdict(undefined)).toMatch(/No sum/);
  expect(verdict(look({ quality: null }))).toMatch(/Too few/);
  expect(verdict(look({}))).toMatch(/goes on/);
  expect(verdict(look({ decision: 'promote' }))).toMatch(/better at hits/);
  const quality = { hits: measured(0), clicks: measured(-0.1), completions: measured(-0.2) };
  expect(verdict(look({ quality, decision: 'roll-back' }))).toBe(
    'The candidate is surely worse at clicks and completions.',
  );
});

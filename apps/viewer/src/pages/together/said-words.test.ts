import { expect, test } from 'vitest';
import { saidWords } from './said-words.ts';

const query = {
  id: 'popularity/x',
  purpose: 'To learn.',
  dimension: 8,
  answered: true,
  noise: 2.25,
  names: ['One', 'Two'],
  said: undefined,
};
const quality = { ...query, id: 'quality/x', names: [] };

test('an answer about titles is a 1 for each, another is numbers, none is zeros', () => {
  expect(saidWords(query)).toMatch(
    /^It said 1 for 2 titles and 0 for 6\. Each number was blurred .* 2\.3 up or down/,
  );
  expect(saidWords({ ...query, id: 'moments/x' })).toMatch(/^It said 8 numbers, worked out of 2 titles\. /);
  expect(saidWords({ ...query, id: 'moments/x', noise: 0.0449 })).toContain('up to 0.045 up or down');
  expect(saidWords({ ...query, answered: false })).toBe('It said 8 zeros, blurred like an answer.');
});

test('what is said of a trial is whose lists they were, and three shares', () => {
  expect(saidWords({ ...quality, said: [0, 0, 0, 0, 1, 0.5, 0.25, 0] })).toMatch(
    /came from the model on trial and, as shares: 50 % of what .* in 25 % of visits .* after 0 % /,
  );
  expect(saidWords({ ...quality, said: [1, 0, 0, 0, 0, 0, 0, 0] })).toMatch(/came from the model before/);
  expect(saidWords({ ...quality, said: Array.from({ length: 8 }, () => 0) })).toMatch(
    /It said 8 zeros, as no list/,
  );
});

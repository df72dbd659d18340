import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arms, passGate } from './gate.ts';
import type { PublicCases } from './public-cases.ts';

const titles = 200;
/** Titles go together by tens; what is popular are the first of all. */
const popularity: Arms[string] = () => Float64Array.from({ length: titles }, (_, title) => -title);
const knows: Arms[string] = ([one]) =>
  Float64Array.from({ length: titles }, (_, title) =>
    Math.floor(title / 10) === Math.floor(one / 10) ? 1 : 0,
  );
const nonsense: Arms[string] = ([one]) =>
  Float64Array.from({ length: titles }, (_, title) => Math.sin((title + 1) * (one + 1) * 12.9898));
const cases = (source: PublicCases['source'], count = titles): PublicCases => ({
  source,
  cases: Array.from({ length: count }, (_, title) => ({
    history: [1, 2, 3].map((step) => Math.floor(title / 10) * 10 + ((title + step) % 10)),
    target: title,
  })),
});

describe('the gate', () => {
  it.each(['ratings', 'similar-titles'] as const)(
    'lets a model pass that knows what goes together: %s',
    (source) => {
      const { reason, metrics } = passGate(cases(source), knows, { popularity });
      expect(reason).toBeNull();
      expect(metrics.candidateNdcg).toBeGreaterThan(0.4);
      expect(metrics.popularityNdcg).toBeLessThan(0.1);
    },
  );

  it('refuses nonsense where it is worse than popularity, or where popularity is no better', () => {
    expect(passGate(cases('similar-titles'), nonsense, { popularity }).reason).toContain('not clearly above');
    // People who watch what is popular.
    const popular = cases('ratings').cases.map(({ history }) => ({
      history: history.map((place) => 100 + (place % 100)),
      target: history[0] % 8,
    }));
    const result = passGate({ source: 'ratings', cases: popular }, nonsense, { popularity });
    expect(result.reason).toContain('clearly below that of popularity');
  });

  it('refuses what is clearly worse than what is served, however good', () => {
    const half: Arms[string] = (history) => (history[0] % 20 < 10 ? knows(history) : nonsense(history));
    expect(passGate(cases('ratings'), half, { popularity, served: knows }).reason).toContain(
      'that of served',
    );
    expect(passGate(cases('ratings'), knows, { popularity, served: half }).reason).toBeNull();
  });

  it('where a twentieth less passes, as noise alone may make it, and a seventh less does not', () => {
    const without =
      (groups: number): Arms[string] =>
      (history) =>
        history[0] < 10 * groups ? nonsense(history) : knows(history);
    const reasonOf = (groups: number) =>
      passGate(cases('ratings'), without(groups), { popularity, served: knows }).reason;
    expect([reasonOf(0), reasonOf(1)]).toEqual([null, null]);
    expect(reasonOf(3)).toContain('that of served');
  });

  it('holds to its bounds: two standard errors below popularity, a tenth below what is served, from fifty cases on', () => {
    // Everybody watches what is most popular, so each list that fails costs a whole case.
    const everybody = (count: number): PublicCases => ({
      source: 'ratings',
      cases: Array.from({ length: count }, (_, one) => ({ history: [titles - 1 - one], target: 0 })),
    });
    const failing =
      (lists: number): Arms[string] =>
      ([one]) =>
        Float64Array.from({ length: titles }, (_, title) => (titles - 1 - one < lists ? title : -title));
    const refused = (lists: number, arm: string, count = 150) =>
      passGate(everybody(count), failing(lists), { [arm]: popularity }).reason !== null;
    expect([refused(1, 'popularity'), refused(6, 'popularity')]).toEqual([false, true]);
    expect([refused(14, 'served'), refused(18, 'served')]).toEqual([false, true]);
    expect([refused(49, 'popularity', 49), refused(50, 'popularity', 50)]).toEqual([false, true]);
  });

  it('but not by titles that are alike, which do not tell of taste: there it is measured alone', () => {
    const half: Arms[string] = (history) => (history[0] % 20 < 10 ? knows(history) : nonsense(history));
    const { reason, metrics } = passGate(cases('similar-titles'), half, { popularity, served: knows });
    expect(reason).toBeNull();
    expect(metrics.servedNdcg).toBeGreaterThan(metrics.candidateNdcg);
  });

  it('takes popularity alone for what it is: not wrong on ratings, and nothing known on titles that are alike', () => {
    expect(passGate(cases('ratings'), popularity, { popularity }).reason).toBeNull();
    expect(passGate(cases('similar-titles'), popularity, { popularity }).reason).not.toBeNull();
  });

  it('refuses nothing on too few cases, and says how many there were', () => {
    const { reason, metrics } = passGate(cases('similar-titles', 30), nonsense, { popularity });
    expect(reason).toBeNull();
    expect(metrics.gateCases).toBe(30);
  });

  it('gives nothing for what is no number', () => {
    const broken: Arms[string] = () => new Float64Array(titles).fill(Number.NaN);
    const { reason, metrics } = passGate(cases('similar-titles'), broken, { popularity });
    expect([reason === null, metrics.candidateNdcg]).toEqual([false, 0]);
  });

  it('gives nothing for saying nothing: of equal scores the first places come first', () => {
    const silent: Arms[string] = () => new Float64Array(titles);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: titles - 1 }), (target) => {
        const one = { source: 'ratings', cases: [{ history: [0, 1, 2], target }] } as const;
        expect(passGate(one, silent, {}).metrics.candidateNdcg).toBe(0);
      }),
    );
  });
});

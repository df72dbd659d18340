import type { OwnQuality } from './own-quality.ts';

/** Fewer cases tell too little of a person to go against what is served to everybody. */
const fewestCases = 8;
/** Standard errors by which a model must be worse, to be set aside. */
const clearly = 2;

/**
 * Which of some strategies a device uses: the first, unless another is clearly better at finding what its person watched; of
 * those, the best.
 */
export function chooseLearned({ cases, difference }: OwnQuality): number {
  if (cases < fewestCases) return 0;
  let best = 0;
  difference.forEach(({ mean, se }, at) => {
    if (mean > clearly * se && mean > difference[best].mean) best = at;
  });
  return best;
}

import { ParlourError, PublishedFusion } from '@parlour/wire';
import * as v from 'valibot';
import { type FusionWeights, startingWeights, strategyNames } from './fusion-weights.ts';
import type { LearnedWeights } from './learn-weights.ts';

/** Of what was measured together; rounded so that equal weights give equal files, their sum kept at 1. */
export function encodeFusion(learned: LearnedWeights, source: string): Uint8Array<ArrayBuffer> {
  const round = (value: number): number => Math.round(value * 1e5) / 1e5;
  const weights = { ...learned.weights };
  for (const name of strategyNames) weights[name] = round(weights[name]);
  const others = strategyNames.reduce((sum, name) => sum + (name === learned.member ? 0 : weights[name]), 0);
  weights[learned.member] = round(1 - others);
  const file: PublishedFusion = {
    format: 1,
    members: [...strategyNames],
    weights,
    measured: {
      source: source.slice(0, 200),
      people: learned.cases,
      bestMember: learned.member,
      bestMemberNdcg: round(learned.memberNdcg),
      ndcg: round(learned.ndcg),
      gain: round(learned.gain),
      gainSe: round(learned.gainSe),
    },
  };
  return new TextEncoder().encode(`${JSON.stringify(file, undefined, 2)}\n`);
}

/** @throws ParlourError `model/damaged-fusion` of what is no such file, or one of another format */
export function decodeFusion(bytes: Uint8Array): PublishedFusion {
  try {
    return v.parse(PublishedFusion, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new ParlourError(
      'model/damaged-fusion',
      {
        message: 'The published weights of the strategies cannot be read.',
        meaning: 'Lists are mixed with the weights that Parlour comes with.',
        mend: 'Learn them anew with: npx parlour train fusion',
      },
      { cause },
    );
  }
}

/** Share of the starting weights that stays. */
const kept = 0.02;

/**
 * What a device starts from. A little of the starting weights stays in them: a strategy that added nothing for most still ranks for
 * who has only titles that the others do not know, and can win back its place by their feedback. Strategies that were not
 * measured have their starting share, the measured ones divide the rest.
 */
export function weightsOf({ members, weights }: Pick<PublishedFusion, 'members' | 'weights'>): FusionWeights {
  const measured = new Set<string>(members);
  const theirs = strategyNames.reduce(
    (sum, name) => sum + (measured.has(name) ? startingWeights[name] : 0),
    0,
  );
  const result = { ...startingWeights };
  for (const name of strategyNames) {
    if (measured.has(name))
      result[name] = kept * startingWeights[name] + (1 - kept) * theirs * (weights[name] ?? 0);
  }
  return result;
}

import { percent } from '@parlour/interface';
import type { SharedMixView } from '@parlour/worker/brain-api';
import { SumsCost, sumsWords } from './sums-words.tsx';

const PARTS = {
  collaborative: 'what others watched beside and after your titles',
  content: 'what is like them',
  graph: 'what is connected with them',
  context: 'what you turn to at this time',
} as const;

/** How everybody's lists are mixed at first, as rounds told it. */
export function SharedMix({ mix }: { mix: SharedMixView }) {
  const { weights, gain, gainSe, isUsed } = mix;
  const parts = (['collaborative', 'content', 'graph', 'context'] as const)
    .filter((name) => weights[name] >= 0.01)
    .toSorted((a, b) => weights[b] - weights[a])
    .map((name) => `${percent(weights[name])} ${PARTS[name]}`);
  return (
    <>
      <h3>How a list begins</h3>
      <p>
        {sumsWords(mix)} told which mixture finds best what people here watch next: {parts.join(', ')}. Each
        device tried the mixtures on its own history, and said only how much better or worse each did.
      </p>
      <p>
        {isUsed
          ? 'Your lists begin there; what your own feedback has taught stays, and goes on from it.'
          : 'For you it was clearly worse than what was before: this device tried both on your own history, and went back by itself. What your feedback has taught stays on top of that.'}
      </p>
      <SumsCost of={mix}>
        {`By NDCG@10 it is ${gain.toFixed(3)} better a report than what Parlour comes with, give or take ${(2 * gainSe).toFixed(3)}; who said nothing counts as no better.`}
      </SumsCost>
    </>
  );
}

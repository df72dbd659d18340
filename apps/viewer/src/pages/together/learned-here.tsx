import { count, counted } from '@parlour/interface';
import type { LearnedView } from '@parlour/worker/brain-api';
import { SumsCost, sumsWords } from './sums-words.tsx';

/** Which titles go together, as rounds told it, and what this device makes of it. */
export function LearnedHere({ learned }: { learned: LearnedView }) {
  const { uses, found } = learned;
  return (
    <>
      <h3>Which titles go together</h3>
      <p>
        {sumsWords(learned)} told which titles people watch together. Everybody downloads what was learned of
        it, signed by this server. What it says of you is worked out here, from your own history, and is sent
        to nobody.
      </p>
      <p>{usedWords(uses)}</p>
      {found === undefined || found.cases === 0 ? null : (
        <p>
          Of the last {counted(found.cases, 'title')} that you watched, {foundWords(uses)} would have had{' '}
          {count(found.hits)} among its first ten
          {uses === 'newest' ? '' : `, and the newest ${count(found.hitsOfNewest)}`}. That was tried on this
          device alone.
        </p>
      )}
      <SumsCost of={learned} />
    </>
  );
}

function usedWords(uses: LearnedView['uses']): string {
  if (uses === 'newest') return 'Your lists are made with it.';
  if (uses === 'earlier')
    return 'Your lists are made with what was learned before: for you the newest was clearly worse, so this device went back by itself.';
  if (uses === 'watched-here')
    return 'Your lists are made with what many people here watch: for you what was learned was clearly worse, so this device went back by itself.';
  return 'Your lists are made with what the operator learned from public ratings, as long as this is not clearly better for you.';
}

const foundWords = (uses: LearnedView['uses']): string =>
  uses === 'public-ratings' ? 'a list by public ratings' : 'a list by what is used';

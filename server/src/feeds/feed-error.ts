import { ParlourError } from '@parlour/wire';

const texts = {
  'unknown-cluster': {
    message: 'There is no cluster of this name.',
    meaning: 'There is no feed for it; clusters change when rounds tell of new ones.',
    mend: 'Read which there are in the file of clusters that the manifest of the catalogue names.',
  },
  'none-published': {
    message: 'No clusters are published here.',
    meaning: 'There are no feeds as long as no released round has told of any.',
    mend: 'Ask again after a round, or show what is popular.',
  },
} as const;

export type FeedProblem = keyof typeof texts;

/** The error; its code is `feeds/<problem>`. */
export const feedError = (problem: FeedProblem): ParlourError =>
  new ParlourError(`feeds/${problem}`, texts[problem]);

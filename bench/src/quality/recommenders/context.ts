import { contextStrategy, learnHabits, moodLevels, runtimes } from '@parlour/recommend';
import { asRecommender } from '../as-recommender.ts';
import { spaceOf } from '../space-of.ts';

/** The context strategy: what each person's own history shows of half-life and times, and nothing assumed. */
export const context = asRecommender('context', (task) => {
  const space = spaceOf(task);
  const { catalogue } = task;
  return contextStrategy({
    space,
    minutes: runtimes(catalogue),
    moods: moodLevels(catalogue),
    habits: (history) => learnHabits(space, history),
  });
});

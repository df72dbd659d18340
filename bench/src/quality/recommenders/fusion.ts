import { fuse, rankingLength, weightsLeft } from '@parlour/recommend';
import { type FusionMembers, fusionMembers, learnedFusion } from '../learned-fusion.ts';
import type { Recommender } from '../recommender.ts';

/**
 * The engine's fusion: reciprocal ranks of the strategies' own top 200, with weights learned on the validation part from members
 * that never saw it. Trust, boosts and variety are off: the bench asks what is watched next.
 */
export const fusion: Recommender = {
  name: 'fusion',
  async fit(task) {
    const learned = await learnedFusion(task);
    const all = await fusionMembers(task);
    return {
      chosen: { ...learned },
      recommend(history, allowed, moment, count) {
        const rankedBy = (members: FusionMembers) =>
          members
            .map(([name, member]) => ({
              name,
              rows: member.recommend(history, allowed, moment, rankingLength),
            }))
            .filter(({ rows }) => rows.length > 0);
        const counting = rankedBy(all.filter(([name]) => learned.weights[name] > 0));
        // Those without weight are heard only where no other has anything to say.
        const lists = counting.length > 0 ? counting : rankedBy(all);
        const weights = weightsLeft(learned.weights, (name) => lists.some((list) => list.name === name));
        return fuse(lists, weights).rows.slice(0, count);
      },
    };
  },
};

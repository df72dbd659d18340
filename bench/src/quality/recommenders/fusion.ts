import { fuser, rankingLength } from '@parlour/recommend';
import { fusionMembers, learnedFusion } from '../learned-fusion.ts';
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
    const fuse = fuser(task.catalogue.size);
    return {
      chosen: { ...learned },
      recommend(history, allowed, moment, count) {
        const lists = all
          // One without weight ranks nothing.
          .filter(([name]) => learned.weights[name] > 0)
          .map(([name, member]) => ({
            name,
            rows: member.recommend(history, allowed, moment, rankingLength),
          }));
        return fuse(lists, learned.weights).rows.slice(0, count);
      },
    };
  },
};

import { decodeCollaborativeModel, encodeCollaborativeModel } from '@parlour/model/collaborative';
import { collaborative as strategyOf } from '@parlour/recommend';
import { searchedModel } from '../collaborative-search.ts';
import type { Recommender } from '../recommender.ts';

/** The collaborative strategy as devices run it: pruned, quantised, and read back from its file. */
export const collaborative: Recommender = {
  name: 'collaborative',
  fit(task) {
    const { model, options } = searchedModel(task, 'bench', { tune: 3 });
    const bytes = encodeCollaborativeModel(model);
    const strategy = strategyOf(decodeCollaborativeModel(bytes), task.catalogue);
    return {
      chosen: { ...options, bytes: bytes.length },
      recommend: (history, allowed, moment, count) =>
        strategy.prepare(history).rank(allowed, moment).rows.slice(0, count),
    };
  },
};

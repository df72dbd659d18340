import { contentStrategy } from '@parlour/recommend';
import { asRecommender } from '../as-recommender.ts';
import { spaceOf } from '../space-of.ts';

/** The content strategy, as the engine runs it. */
export const content = asRecommender('content', (task) => contentStrategy(spaceOf(task)));

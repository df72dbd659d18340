import type { BrainApi, MyView } from '@parlour/worker/brain-api';

type Feedback = Pick<BrainApi, 'feedback' | 'takeBack'>;

/** Tells the brain what leads from one view of a title to another, one event after the other. */
export async function sendDifference(brain: Feedback, id: string, from: MyView, to: MyView): Promise<void> {
  const switches = [
    ['like', from.liked, to.liked],
    ['not-for-me', from.notForMe, to.notForMe],
    ['seen', from.seen, to.seen],
  ] as const;
  // What is taken back goes first: liking something ends "not for me".
  for (const [kind, before, after] of switches) if (before && !after) await brain.takeBack(id, kind);
  for (const [kind, before, after] of switches) if (!before && after) await brain.feedback(id, kind);
  for (const kind of from.reported) if (!to.reported.includes(kind)) await brain.takeBack(id, kind);
  for (const kind of to.reported) if (!from.reported.includes(kind)) await brain.feedback(id, kind);
  if (from.onWatchlist !== to.onWatchlist)
    await brain.feedback(id, to.onWatchlist ? 'watchlist' : 'unwatchlist');
  if (from.stars !== to.stars) {
    if (to.stars === undefined) await brain.takeBack(id, 'rating');
    else await brain.feedback(id, 'rating', to.stars);
  }
}

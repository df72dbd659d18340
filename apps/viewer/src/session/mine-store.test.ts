import { expect, it } from 'vitest';
import type { MyView } from '@parlour/worker/brain-api';
import { createMineStore, NOTHING_SAID } from './mine-store.ts';

const liked = { ...NOTHING_SAID, liked: true };
const seen = { ...NOTHING_SAID, seen: true };

it('takes what another device did, but for what is newer here', async () => {
  const store = createMineStore();
  store.set('a', liked);
  store.set('b', liked);
  const heard: string[] = [];
  store.listen((id, _, by) => heard.push(`${id} ${by}`));
  const answer = Promise.withResolvers<MyView[]>();
  let asked: readonly string[] = [];
  const done = store.refresh((ids) => {
    asked = ids;
    return answer.promise;
  });
  store.set('b', { ...liked, onWatchlist: true });
  answer.resolve([seen, seen]);
  await done;
  expect(asked).toEqual(['a', 'b']);
  expect(store.get('a')).toEqual(seen);
  expect(store.get('b')).toEqual({ ...liked, onWatchlist: true });
  expect(heard).toEqual(['b this page', 'a another device']);
});

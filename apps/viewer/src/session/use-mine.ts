import { useCallback, useSyncExternalStore } from 'react';
import type { MyView } from '@parlour/worker/brain-api';
import { NOTHING_SAID } from './mine-store.ts';
import { useSession } from './session.ts';

/** What the person says about a title, as of now; `known` is what the brain said when it was asked. */
export function useMine(id: string, known: MyView = NOTHING_SAID): MyView {
  const { mine } = useSession();
  const listen = useCallback(
    (changed: () => void) => mine.listen((other) => other === id && changed()),
    [mine, id],
  );
  return useSyncExternalStore(listen, () => mine.get(id)) ?? known;
}

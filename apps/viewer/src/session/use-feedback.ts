import { plainError, useToast } from '@parlour/interface';
import { useCallback } from 'react';
import type { MyView } from '@parlour/worker/brain-api';
import { useBrain } from '../brain/brain-context.ts';
import { sendDifference } from './send-difference.ts';
import { useSession } from './session.ts';
import { afterWish, type Wish, wishSaid } from './wishes.ts';

interface Titled {
  readonly id: string;
  readonly name: string;
}
export type Say = (title: Titled, before: MyView, wish: Wish) => void;

/** Says something about a title: shown at once, told to the brain, taken back where the brain refuses; with an undo. */
export function useFeedback(): Say {
  const brain = useBrain();
  const { mine } = useSession();
  const toast = useToast();

  return useCallback(
    ({ id, name }, before, wish) => {
      const change = (from: MyView, to: MyView): void => {
        // Before it is shown: the list that is then chosen anew must know of it.
        const sent = sendDifference(brain, id, from, to);
        mine.set(id, to);
        sent.catch((error: unknown) => {
          mine.set(id, from);
          const { message, mend } = plainError(error);
          toast({ tone: 'bad', message: `${message} ${mend}` });
        });
      };
      const after = afterWish(before, wish);
      change(before, after);
      toast({ message: wishSaid(wish, name), action: { label: 'Undo', run: () => change(after, before) } });
    },
    [brain, mine, toast],
  );
}

import { proxy } from 'comlink';
import { useCallback, useState } from 'react';
import type { OnProgress, Progress } from '@parlour/worker/brain-api';

/** The progress of long work, and a listener to hand to the brain. */
export function useProgress(): {
  progress: Progress | undefined;
  listen: () => OnProgress;
  reset: () => void;
} {
  const [progress, setProgress] = useState<Progress>();
  const listen = useCallback((): OnProgress => {
    setProgress(undefined);
    return proxy((next: Progress) => setProgress(next));
  }, []);
  const reset = useCallback(() => setProgress(undefined), []);
  return { progress, listen, reset };
}

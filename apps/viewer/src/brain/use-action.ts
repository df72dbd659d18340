import { plainError } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Action {
  readonly busy: boolean;
  readonly error: PlainError | undefined;
  /** Runs `work`; its error is kept for showing. Resolves to whether it went well. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
}

/** One thing a person started, its being under way and its failing. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<PlainError>();
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (problem) {
      if (mounted.current) setError(plainError(problem));
      return false;
    } finally {
      if (mounted.current) setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(undefined), []);
  return { busy, error, run, clear };
}

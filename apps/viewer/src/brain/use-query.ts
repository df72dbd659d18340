import { plainError } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Query<T> {
  readonly value: T | undefined;
  readonly error: PlainError | undefined;
  /** Asks again; the old value stays until the new one is there. */
  readonly again: () => void;
  readonly put: (value: T) => void;
}

/**
 * The answer to `ask`, asked anew whenever `key` changes: then nothing is there until it comes. Where only `fresh`
 * changes it is asked anew too, and the old answer stays meanwhile. Late answers to former keys are dropped.
 */
export function useQuery<T>(key: string, ask: () => Promise<T>, fresh: number | string = 0): Query<T> {
  const [answer, setAnswer] = useState<{ key: string; value?: T; error?: PlainError }>({ key });
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });

  useEffect(() => {
    let wanted = true;
    latest.current().then(
      (value) => wanted && setAnswer({ key, value }),
      (error: unknown) => wanted && setAnswer({ key, error: plainError(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key, round, fresh]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  const put = useCallback((value: T) => setAnswer({ key, value }), [key]);
  const current = answer.key === key ? answer : undefined;
  return { value: current?.value, error: current?.error, again, put };
}

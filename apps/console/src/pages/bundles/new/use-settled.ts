import { useEffect, useState } from 'react';

const QUIET = 400;

/** What a value was when it last stayed the same for 400 ms. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

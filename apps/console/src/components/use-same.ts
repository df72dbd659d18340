import { useMemo } from 'react';

/** The same object for as long as it says the same: what is asked anew often says what it said. Plain JSON only. */
export function useSame<T>(value: T): T {
  const said = JSON.stringify(value);
  return useMemo(() => JSON.parse(said) as T, [said]);
}

import { type RefObject, useEffect, useRef } from 'react';

/** For the one field that a page is there for: it has the focus as soon as it appears. */
export function useFirstFocus(wanted: boolean): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wanted) input.current?.focus();
  }, [wanted]);
  return input;
}

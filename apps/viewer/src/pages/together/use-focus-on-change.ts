import { type RefObject, useEffect, useRef } from 'react';

/**
 * What takes the focus when a value changes from one that was known: the button that changed it has gone with its panel, and whoever goes by
 * keyboard, or listens, would begin at the top of the page.
 */
export function useFocusOnChange(value: boolean | undefined): RefObject<HTMLHeadingElement | null> {
  const target = useRef<HTMLHeadingElement>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== undefined && value !== before.current) target.current?.focus();
    before.current = value;
  }, [value]);
  return target;
}

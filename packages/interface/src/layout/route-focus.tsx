import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** After going to another page the focus stands at its heading, not at a link that is gone. */
export function RouteFocus() {
  const { pathname, hash } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const main = document.querySelector('main');
    const target = main?.querySelector('h1') ?? main;
    if (target === null || target === undefined) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }, [pathname, hash]);
  return null;
}

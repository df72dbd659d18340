import { useEffect } from 'react';

/** Names the page, in the tab and for whoever listens to it. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Parlour' : `${title} · Parlour`;
  }, [title]);
}

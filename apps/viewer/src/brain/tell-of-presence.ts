const leastPause = 20_000;
const doings = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Calls `tell`, at most every 20 s, while the person does anything at all: who reads, scrolls or ponders over a preview asks
 * the brain for nothing, and must not find the vault locked by idleness. Returns a function that stops it.
 */
export function tellOfPresence(tell: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const done = ({ timeStamp }: Event): void => {
    if (timeStamp - last < leastPause) return;
    last = timeStamp;
    tell();
  };
  for (const doing of doings) document.addEventListener(doing, done, { capture: true, passive: true });
  return () => {
    for (const doing of doings) document.removeEventListener(doing, done, { capture: true });
  };
}

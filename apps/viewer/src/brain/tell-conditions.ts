import type { DeviceConditions } from '@parlour/worker/brain-api';

interface Battery extends EventTarget {
  readonly charging: boolean;
}

/**
 * Tells of what only a page can know of its device, now and whenever it changes. What the browser does not say is undefined.
 * Returns a function that stops it.
 */
export function tellConditions(tell: (conditions: DeviceConditions) => void): () => void {
  const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  let battery: Battery | undefined;
  let isOver = false;
  const say = (): void =>
    tell({ isCharging: battery?.charging, isHidden: document.visibilityState === 'hidden' });
  document.addEventListener('visibilitychange', say);
  say();
  getBattery?.call(navigator).then(
    (found) => {
      if (isOver) return;
      battery = found;
      battery.addEventListener('chargingchange', say);
      say();
    },
    // A browser that refuses is one that does not say.
    () => undefined,
  );
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', say);
    battery?.removeEventListener('chargingchange', say);
  };
}

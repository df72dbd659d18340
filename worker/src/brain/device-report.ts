import { type BackendName, backendNames } from '@parlour/model';
import type { DeviceReport } from '../brain-api/index.ts';
import type { SavedDevice } from './saved-device.ts';

/** What the page "This device" shows of how it computes. */
export type ComputeReport = Omit<DeviceReport, 'mixture'>;

/** `chosen` is the backend that computes now. */
export async function deviceReport(saved: SavedDevice, chosen: BackendName): Promise<ComputeReport> {
  const estimate: StorageEstimate =
    'storage' in navigator ? await navigator.storage.estimate().catch(() => ({})) : {};
  return {
    chosen,
    override: saved.override,
    backends: backendNames.map((name) => {
      const measured = saved.measurements.find((measurement) => measurement.name === name);
      return {
        name,
        available: measured?.available ?? true,
        detail: measured?.detail ?? 'Not measured yet',
        scoreMs: measured?.scoreMs,
        trainMs: measured?.trainMs,
      };
    }),
    cores: navigator.hardwareConcurrency,
    crossOriginIsolated: 'crossOriginIsolated' in globalThis && globalThis.crossOriginIsolated,
    lastTraining: saved.lastTraining,
    storage: { usedBytes: estimate.usage, quotaBytes: estimate.quota },
  };
}

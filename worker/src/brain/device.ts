import {
  type BackendName,
  type ComputeBackend,
  fastest,
  measureBackends,
  openBackend,
  type WasmBinaries,
} from '@parlour/model';
import type { Vault } from '@parlour/vault';
import type { Progress, TrainingReport } from '../brain-api/index.ts';
import { loadJson, saveJson } from './blob.ts';
import { type ComputeReport, deviceReport } from './device-report.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { PublicCatalogue } from './public-catalogue.ts';
import { SavedDevice } from './saved-device.ts';

/** How this device computes: the choice between backends, and the one that is open. */
export interface Device {
  /** The chosen backend, opened. If it fails, now or later, plain arrays take over, and `name` says so. */
  backend(): Promise<ComputeBackend>;
  report(): Promise<ComputeReport>;
  readonly isMeasured: boolean;
  measure(onProgress: (progress: Progress) => void): Promise<void>;
  /** @throws ParlourError `model/backend-not-available`; then the choice stays what it was. */
  choose(name: BackendName | 'auto'): Promise<void>;
  noteTraining(report: TrainingReport): Promise<void>;
  close(): void;
}

export interface DeviceParts {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly wasmBinaries?: WasmBinaries | undefined;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Resolves when the person waits for nothing that measuring would slow down. */
  readonly quiet: () => Promise<void>;
}

export async function openDevice({ vault, house, wasmBinaries, clock, quiet }: DeviceParts): Promise<Device> {
  let saved = await loadJson(vault, 'device', SavedDevice, { override: 'auto', measurements: [] });
  let current: ComputeBackend | undefined;
  const inOrder = oneAtATime();
  const wanted = (): BackendName =>
    saved.override === 'auto' ? fastest(saved.measurements) : saved.override;
  const open = async (name: BackendName): Promise<ComputeBackend> =>
    openBackend(name, (await house.features()).features, wasmBinaries);
  const use = (backend: ComputeBackend): ComputeBackend => {
    if (current !== backend) current?.dispose();
    current = backend;
    return backend;
  };
  const opened = async (): Promise<ComputeBackend> => {
    if (current !== undefined) return current;
    try {
      return use(await open(wanted()));
    } catch {
      return use(await open('typed-arrays'));
    }
  };
  /** A backend may be lost at any time (a GPU that was reset); the work is then done over in plain arrays. */
  const robust = <T>(work: (backend: ComputeBackend) => Promise<T>): Promise<T> =>
    inOrder(async () => {
      const backend = await opened();
      try {
        return await work(backend);
      } catch (error) {
        if (backend.name === 'typed-arrays') throw error;
        return work(use(await open('typed-arrays')));
      }
    });
  const save = async (change: Partial<SavedDevice>): Promise<void> => {
    saved = { ...saved, ...change };
    await saveJson(vault, 'device', saved);
  };
  return {
    async backend() {
      await inOrder(opened);
      return {
        get name() {
          return current?.name ?? wanted();
        },
        get detail() {
          return current?.detail ?? '';
        },
        score: (vector) => robust((backend) => backend.score(vector)),
        train: (job) => robust((backend) => backend.train(job)),
        dispose: () => undefined,
      };
    },
    report: () => deviceReport(saved, current?.name ?? wanted()),
    get isMeasured() {
      return saved.measurements.length > 0;
    },
    async measure(onProgress) {
      const { features } = await house.features();
      const measurements = await measureBackends(features, {
        open: (name) => (matrix) => openBackend(name, matrix, wasmBinaries),
        clock,
        quiet,
        onProgress: (name, fraction) => onProgress({ step: `Measuring ${name}`, fraction }),
      });
      onProgress({ step: 'Measured', fraction: 1 });
      await inOrder(async () => {
        await save({ measurements });
        if (current?.name !== wanted()) {
          current?.dispose();
          current = undefined;
        }
      });
    },
    choose: (name) =>
      inOrder(async () => {
        const next = name === 'auto' ? fastest(saved.measurements) : name;
        if (current?.name !== next) use(await open(next));
        await save({ override: name });
      }),
    noteTraining: (lastTraining) => save({ lastTraining }),
    close() {
      current?.dispose();
      current = undefined;
    },
  };
}

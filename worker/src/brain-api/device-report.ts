export type BackendName = 'typed-arrays' | 'webgpu' | 'wasm' | 'cpu';

export interface DeviceReport {
  readonly chosen: BackendName;
  readonly override: BackendName | 'auto';
  readonly backends: BackendReport[];
  readonly cores: number;
  readonly crossOriginIsolated: boolean;
  readonly lastTraining: TrainingReport | undefined;
  readonly mixture: MixtureReport;
  readonly storage: { readonly usedBytes: number | undefined; readonly quotaBytes: number | undefined };
}

/** How the strategies are mixed for this person, and what of it they taught. */
export interface MixtureReport {
  /** Sum 1. */
  readonly weights: {
    readonly collaborative: number;
    readonly content: number;
    readonly graph: number;
    readonly context: number;
  };
  /** Whether what many people here watch stands in for a collaborative model. */
  readonly isByPopularity: boolean;
  /** What the person did that the weights follow. */
  readonly deeds: number;
  /** Where they began: what Parlour comes with, or what the operator published. */
  readonly start: 'parlour' | 'published' | 'people';
  /** Watches after which a title counts half for what is wanted next; undefined where age makes no difference. */
  readonly halfLife: number | undefined;
  /** How much more a title counts that was watched in the same part of the week. */
  readonly sameTime: number;
  /** Why what was learned before could not be taken up; it begins anew then. */
  readonly problem: 'damaged' | 'newer' | undefined;
  /** Code of the reason why published weights are of no use. */
  readonly startProblem: string | undefined;
}

export interface BackendReport {
  readonly name: BackendName;
  readonly available: boolean;
  /** Why not, or the adapter's own description. */
  readonly detail: string;
  /** Median milliseconds; undefined until measured. */
  readonly scoreMs: number | undefined;
  readonly trainMs: number | undefined;
}

export interface TrainingReport {
  /** The backend that really ran the steps. */
  readonly backend: BackendName;
  readonly steps: number;
  readonly milliseconds: number;
  readonly stopped: boolean;
  /** Mean BPR loss over the first and the last tenth of the steps. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly at: number;
}

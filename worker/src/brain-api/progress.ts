export type OnProgress = (progress: Progress) => void;

/** `fraction` is 0..1; `step` is a plain present participle ("Reading", "Matching titles"). */
export interface Progress {
  readonly step: string;
  readonly fraction: number;
}

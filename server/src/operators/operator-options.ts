import type { LegTimes } from '@parlour/wire';
import type { RoundFrame } from '../rounds/round-frame.ts';

/** What operators' routes work with. */
export interface OperatorOptions {
  readonly frame: RoundFrame;
  readonly times: LegTimes;
  /** Data folder of the installation, shared by all replicas and queue workers; without one nothing can be uploaded. */
  readonly dataFolder: string | undefined;
  /** On the file system whose free space is told. */
  readonly publicFolder: string;
  /** Bytes of a file to import; 4 GiB by default. */
  readonly mostImportBytes?: number;
  /** Bytes of a model file; 512 MiB by default. */
  readonly mostModelBytes?: number;
}

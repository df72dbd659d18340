import type { Vault } from '@parlour/vault';
import type { DeviceConditions } from '../../brain-api/index.ts';
import type { PublicFiles } from '../../public-files.ts';
import type { LearnedStanding } from '../chosen-strategies.ts';
import type { HistoryView } from '../history-view.ts';
import type { PublicCatalogue } from '../public-catalogue.ts';
import type { Trials } from '../trials/open-trials.ts';
import type { TrialArm } from '../trials/trial-arm.ts';
import type { OpenAggregator } from './aggregator.ts';

/** What taking part needs from around it. */
export interface TogetherParts {
  readonly vault: Vault;
  readonly house: Pick<
    PublicCatalogue,
    | 'catalogue'
    | 'currentId'
    | 'rowOf'
    | 'space'
    | 'watched'
    | 'clusters'
    | 'strategies'
    | 'popularity'
    | 'mixture'
    | 'tried'
  >;
  readonly history: () => HistoryView;
  readonly files: Pick<PublicFiles, 'headList' | 'momentBasis' | 'clusterCentroids' | 'fusionWeightings'>;
  /** What this device makes of what was learned from everybody. */
  readonly learned: () => LearnedStanding | undefined;
  /** What lists were good for under models that are tried, and which lists are made with. */
  readonly trials: Pick<Trials, 'notesOf' | 'qualityOf'>;
  readonly arms: () => readonly TrialArm[];
  /** Whether lists begin here where they did before what is published, or tried. */
  readonly startsAsBefore: () => boolean;
  readonly aggregator: OpenAggregator;
  readonly now: () => number;
  readonly conditions: () => DeviceConditions;
  readonly idleMs: () => number;
  readonly onChange: () => void;
}

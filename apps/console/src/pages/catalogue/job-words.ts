import { count, counted } from '@parlour/interface';
import type { ImportFormat, JobKind, JobResult, OperatorJob } from '@parlour/wire/api';
import type { Tone } from '../../components/badge.tsx';

export const FORMATS: readonly { readonly value: ImportFormat; readonly name: string }[] = [
  { value: 'jsonld', name: 'JSON-LD (schema.org)' },
  { value: 'netflix-csv', name: 'Netflix titles (CSV)' },
  { value: 'prime-csv', name: 'Prime Video titles (CSV)' },
  { value: 'disney-csv', name: 'Disney+ titles (CSV)' },
  { value: 'streaming-csv', name: 'Titles of another platform (CSV)' },
  { value: 'tmdb', name: 'TMDB daily export' },
  { value: 'movielens', name: 'MovieLens (ZIP of the folder)' },
  { value: 'movietweetings', name: 'MovieTweetings (ZIP of the folder)' },
];

const KINDS: Readonly<Record<JobKind, string>> = {
  import: 'Import',
  publish: 'Publish the catalogue',
  promote: 'Change which model is served',
  train: 'Train the collaborative model',
};

export const jobName = ({ kind, import: options }: OperatorJob): string =>
  options === null ? KINDS[kind] : `Import ${options.name}`;

/** The room that a job belongs to. */
export const roomOfJob = ({ kind }: OperatorJob): { readonly to: string; readonly name: string } =>
  kind === 'promote' || kind === 'train'
    ? { to: '/models', name: 'Models' }
    : { to: '/catalogue', name: 'Catalogue' };

export const JOB_STATES: Readonly<
  Record<OperatorJob['state'], { readonly name: string; readonly tone: Tone }>
> = {
  waiting: { name: 'Waiting', tone: 'plain' },
  running: { name: 'Under way', tone: 'live' },
  done: { name: 'Done', tone: 'good' },
  failed: { name: 'Failed', tone: 'bad' },
  cancelled: { name: 'Cancelled', tone: 'warn' },
};

/** Whether it can be cancelled: publishing, once begun, is done whole. */
export const canBeCancelled = ({ state, kind }: OperatorJob): boolean =>
  state === 'waiting' || (state === 'running' && (kind === 'import' || kind === 'train'));

/** What a job came to, in a line. */
export function resultWords(result: JobResult): string {
  if (result.kind === 'train') return 'A new version of the model';
  if (result.kind === 'publish') return `${counted(result.titles, 'title')} published`;
  return `${count(result.added)} added, ${count(result.changed + result.joined)} changed, ${count(result.refused)} rejected`;
}

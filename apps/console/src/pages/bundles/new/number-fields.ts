import type { BundleDraft } from './bundle-draft.ts';

/** The figures of a bundle: what they are called, and what they do. */
export const NUMBERS: readonly {
  readonly field: Exclude<keyof BundleDraft, 'audience' | 'queries' | 'epoch' | 'expiry'>;
  readonly label: string;
  readonly help: string;
  readonly inputMode: 'numeric' | 'decimal';
}[] = [
  {
    field: 'minimumReports',
    label: 'Fewest reports of a sum',
    help: 'With fewer, nothing is released.',
    inputMode: 'numeric',
  },
  {
    field: 'cohortSize',
    label: 'Devices a round begins with',
    help: 'Enough for the fewest reports.',
    inputMode: 'numeric',
  },
  {
    field: 'noiseMultiplier',
    label: 'Noise multiplier',
    help: 'Of the sum, over the clip. More noise, less cost.',
    inputMode: 'decimal',
  },
  {
    field: 'participations',
    label: 'Rounds a device may answer',
    help: 'Each costs again.',
    inputMode: 'numeric',
  },
  {
    field: 'adversarialRate',
    label: 'Share that may be hostile',
    help: 'The others carry the whole noise.',
    inputMode: 'decimal',
  },
  {
    field: 'dropoutRate',
    label: 'Share that may leave',
    help: 'During a round.',
    inputMode: 'decimal',
  },
  {
    field: 'clipNorm',
    label: 'Clip (L2 norm)',
    help: 'No report is longer than this.',
    inputMode: 'decimal',
  },
  { field: 'bits', label: 'Bits of a word', help: 'Sums are modulo 2^bits.', inputMode: 'numeric' },
];

import type { Estimate, Experiment } from '@parlour/wire/api';

type Look = Experiment['looks'][number];

/** What is measured, in the order of the table, and what each means. */
export const MEASURES = [
  { key: 'hits', name: 'Hits', what: 'watched titles that were among the first ten of the list before' },
  { key: 'clicks', name: 'Clicks', what: 'visits in which a title of the list was opened' },
  { key: 'completions', name: 'Completions', what: 'visits after which a title of the list was watched' },
] as const satisfies readonly { key: keyof NonNullable<Look['quality']>; name: string; what: string }[];

export const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** A difference has a sign, and is in points: hundredths of one. */
export const points = (value: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)}`;

/** `24.1 % (21.0 to 27.2)`. */
export const shareWithin = ({ mean, atLeast, atMost }: Estimate): string =>
  `${share(mean)} (${bound(atLeast)} to ${bound(atMost)})`;

export const pointsWithin = ({ mean, atLeast, atMost }: Estimate): string =>
  `${points(mean)} (${points(atLeast)} to ${points(atMost)})`;

/** No share is under 0 or over 1, whatever noise says. */
const bound = (value: number): string => (100 * Math.min(1, Math.max(0, value))).toFixed(1);

/** What the newest sums say, in a sentence. */
export function verdict(look: Look | undefined): string {
  if (look === undefined) return 'No sum has told of it yet. Ask with: npx parlour bundle epoch';
  if (look.quality === null) return 'Too few people in one of the arms to tell anything.';
  if (look.decision === 'promote')
    return 'The candidate is surely better at hits, and surely worse at nothing.';
  if (look.decision === 'go-on') return 'Nothing is sure yet: it goes on.';
  const worse = MEASURES.filter(({ key }) => (look.quality?.[key].difference.atMost ?? 0) < 0);
  return `The candidate is surely worse at ${worse.map(({ name }) => name.toLowerCase()).join(' and ')}.`;
}

export const outcomeWords: Record<NonNullable<Experiment['outcome']>, string> = {
  promoted: 'Promoted',
  'rolled-back': 'Rolled back',
  replaced: 'Replaced by another',
};

import { momentName } from '@parlour/interface';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** Both in Unix milliseconds: `2 minutes ago`, `in 3 hours`; the date itself beyond a fortnight. */
export function ago(at: number, now: number): string {
  const away = at - now;
  if (Math.abs(away) > 14 * 86_400_000) return momentName(at);
  for (const [unit, size] of units)
    if (Math.abs(away) >= size) return relative.format(Math.trunc(away / size), unit);
  return 'now';
}

/** Milliseconds as `45 s`, `3 min 20 s`, `2 h 5 min`, `3 days`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

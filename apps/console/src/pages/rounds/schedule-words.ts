import type { ScheduledWork, ScheduleTimes } from '@parlour/wire/api';
import { useQuery } from '@tanstack/react-query';
import { counted } from '@parlour/interface';
import { asked } from '../../api/asked.ts';
import { shortHash } from '../../format/short-hash.ts';

/** E.g. `every 3 hours`, or the five fields of crontab. */
export function timesWords(times: ScheduleTimes): string {
  if (times.kind === 'cron') return times.expression;
  const { minutes } = times;
  if (minutes % 1440 === 0) return minutes === 1440 ? 'every day' : `every ${counted(minutes / 1440, 'day')}`;
  if (minutes % 60 === 0) return minutes === 60 ? 'every hour' : `every ${counted(minutes / 60, 'hour')}`;
  return `every ${counted(minutes, 'minute')}`;
}

/** Gives what is done a name; sources are called what operators called them. */
export function useWorkWords(): (work: ScheduledWork) => string {
  const { data: sources = [] } = useQuery(asked('GET /api/operator/sources', {}));
  return (work) => {
    if (work.kind === 'round') return `A round of ${shortHash(work.bundle)}`;
    if (work.kind === 'train') return 'Train the collaborative model';
    const source = sources.find(({ id }) => id === work.source);
    return `Import ${source?.name ?? 'a source'}`;
  };
}

import { momentName } from '@parlour/interface';
import { ago } from '../format/ago.ts';
import { useNow } from './use-now.ts';

/** How long ago, or how soon; the moment itself for whoever points at it. */
export function Moment({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={momentName(at)}>
      {ago(at, now)}
    </time>
  );
}

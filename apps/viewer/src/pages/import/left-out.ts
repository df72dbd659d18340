import { count, counted } from '@parlour/interface';
import type { ImportPreview } from '@parlour/worker/brain-api';

/** "12 rows left out: trailers and previews"; undefined where none were. Several reasons each get their number. */
export function leftOut(ignored: ImportPreview['ignored']): string | undefined {
  const rows = ignored.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0) return undefined;
  const reasons = ignored.map((one) => {
    const reason = one.reason.charAt(0).toLowerCase() + one.reason.slice(1);
    return ignored.length === 1 ? reason : `${reason} (${count(one.rows)})`;
  });
  return `${counted(rows, 'row')} left out: ${reasons.join(', ')}`;
}

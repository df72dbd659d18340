import { counted } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SumsView } from '@parlour/worker/brain-api';

/** Of which rounds something was learned, as the beginning of a sentence. */
export const sumsWords = ({ rounds, reports, from, to }: SumsView): string =>
  `${counted(rounds, 'round')} with ${counted(reports, 'report')}, of ${from === to ? `week ${from}` : `weeks ${from} to ${to}`},`;

/** What reporting cost whoever did; `children` is said before it. */
export function SumsCost({ of: { epsilon, delta }, children }: { of: SumsView; children?: string }) {
  return (
    <p className={page.quiet}>
      {children} A report cost whoever made it at most epsilon {epsilon.toFixed(2)}, at delta {delta}.
    </p>
  );
}

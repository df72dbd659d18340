import { counted, percent } from '@parlour/interface';
import type { TogetherView } from '@parlour/worker/brain-api';
import page from '@parlour/interface/page.module.css';
import { epsilonText, oddsOf } from './odds.ts';
import { Odds } from './odds-panel.tsx';
import styles from './together.module.css';

/** What is left of what the person is willing to tell in a lifetime. */
export function BudgetPanel({ view: { budget, offer, lifetime, choice } }: { view: TogetherView }) {
  if (budget === undefined) return null;
  const { left, budgets, reports, spent, reportsLeft } = budget;
  const share = budgets === 0 ? 0 : Math.min(1, left / budgets);
  return (
    <section className={page.panel} aria-labelledby="budget">
      <h2 id="budget">Your privacy budget</h2>
      <p>
        {percent(share)} of a lifetime’s budget is left on this device;{' '}
        {counted(reports, 'report was', 'reports were')} paid for.
        {reportsLeft === undefined
          ? ''
          : ` There is enough for ${counted(reportsLeft, 'more report')} like the one that is asked for now; after that it takes part no more.`}
      </p>
      <svg className={styles.meter} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.track} width="100" height="12" rx="1.5" />
        <rect className={styles.fill} width={100 * share} height="12" rx="1.5" />
      </svg>
      {spent === undefined || spent === 0 ? null : (
        <p>
          So far, even odds on something about you can have become {oddsOf(spent)} to 1 at most (epsilon{' '}
          {epsilonText(spent)}).
        </p>
      )}
      {/* Beside the choice whether to take part they stand already. */}
      {offer === undefined || choice !== 'on' ? null : <Odds offer={offer} lifetime={lifetime} />}
      <p className={page.quiet}>
        The record of it is kept encrypted in your vault. Nothing is ever taken out of it: a report counts
        from the moment before it leaves, also if its round comes to nothing.
      </p>
    </section>
  );
}

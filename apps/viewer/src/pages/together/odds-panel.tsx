import { count, percent } from '@parlour/interface';
import type { TogetherOffer, TogetherView } from '@parlour/worker/brain-api';
import page from '@parlour/interface/page.module.css';
import { chance, epsilonText, oddsOf } from './odds.ts';
import styles from './together.module.css';

interface OddsProps {
  readonly offer: TogetherOffer;
  readonly lifetime: TogetherView['lifetime'];
}

/** What somebody could learn at most of this person, as odds and as epsilon. */
export function Odds({ offer, lifetime }: OddsProps) {
  return (
    <>
      <p>
        Take somebody who knows what all others said, sees everything that is ever published, and gives even
        odds, 1 to 1, on something about you. Afterwards they cannot be surer than this:
      </p>
      <div className={styles.odds}>
        <Odd epsilon={offer.epsilon} delta={offer.delta} what="after one report" />
        <Odd {...lifetime} what="after all reports of a lifetime" />
      </div>
      <p className={page.quiet}>
        But for a chance of {chance(lifetime.delta)}. It takes for granted that at least{' '}
        {percent(offer.honest)} of the devices in a round are not in league with whoever looks; a sum is
        released only of {count(offer.minimumReports)} reports or more, and their noise together is what hides
        you. Devices of yours that are paired share one budget. On one that is not it is another, and what
        they tell adds up: take part on one, or pair them.
      </p>
    </>
  );
}

function Odd({ epsilon, delta, what }: { epsilon: number; delta: number; what: string }) {
  return (
    <p className={styles.odd}>
      <span className={styles.figure}>{oddsOf(epsilon)} to 1</span>
      <span>{what}</span>
      <span className={page.quiet}>
        epsilon {epsilonText(epsilon)} at delta {delta}
      </span>
    </p>
  );
}

import { count, counted, percent } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { LearnedView, SharedMixView, WatchedHereView } from '@parlour/worker/brain-api';
import { MiniCard } from '../../components/card/mini-card.tsx';
import { LearnedHere } from './learned-here.tsx';
import { SharedMix } from './shared-mix.tsx';
import styles from './together.module.css';

interface CameBackProps {
  readonly back: WatchedHereView | undefined;
  readonly learned: LearnedView | undefined;
  readonly mix: SharedMixView | undefined;
}

/** What rounds have brought to everybody, whether they take part or not; nothing as long as they have brought nothing. */
export function CameBack({ back, learned, mix }: CameBackProps) {
  if (back === undefined && learned === undefined && mix === undefined) return null;
  return (
    <section className={page.panel} aria-labelledby="came-back">
      <h2 id="came-back">What came back</h2>
      {back === undefined ? null : <WatchedHere back={back} />}
      {learned === undefined ? null : <LearnedHere learned={learned} />}
      {mix === undefined ? null : <SharedMix mix={mix} />}
    </section>
  );
}

function WatchedHere({ back }: { back: WatchedHereView }) {
  return (
    <>
      <p>
        {counted(back.rounds, 'round')} with {counted(back.reports, 'report')} told what people here watch:{' '}
        {counted(back.titles, 'title')} of which enough is known. Everybody downloads the same. A newcomer’s
        first list begins with it, and until more is learned everybody’s lists do in part.
      </p>
      <ol className={styles.back} aria-label="Most watched here">
        {back.most.map(({ card, share }) => (
          <li key={card.id}>
            <MiniCard card={card} />
            <span className={page.quiet}>about {percent(share)}</span>
          </li>
        ))}
      </ol>
      <p className={page.quiet}>
        Shares of the people who took part, give or take {count(Math.max(1, Math.round(200 * back.noise)))} in
        a hundred: noise that nobody can take away is in every sum.
      </p>
    </>
  );
}

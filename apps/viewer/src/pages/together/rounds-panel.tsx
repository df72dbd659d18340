import type { TogetherView } from '@parlour/worker/brain-api';
import page from '@parlour/interface/page.module.css';
import { RoundEntry } from './round-entry.tsx';
import styles from './together.module.css';

/** Everything that was sent, and for what. */
export function RoundsPanel({ view: { rounds } }: { view: TogetherView }) {
  return (
    <section className={page.panel} aria-labelledby="rounds">
      <h2 id="rounds">Rounds</h2>
      {rounds.length === 0 ? <p>This device has taken part in no round yet.</p> : null}
      <ul className={styles.rounds} aria-label="Rounds">
        {rounds.map((round) => (
          <li key={round.round}>
            <RoundEntry round={round} />
          </li>
        ))}
      </ul>
    </section>
  );
}

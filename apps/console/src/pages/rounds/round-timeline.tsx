import { count, Icon } from '@parlour/interface';
import type { RoundStatus } from '@parlour/wire/api';
import { ShareBar } from '../../components/share-bar.tsx';
import { useNow } from '../../components/use-now.ts';
import { duration } from '../../format/ago.ts';
import { abortWords, isOver, LEGS } from './round-words.ts';
import styles from './round-timeline.module.css';

/** The life of a round from the left to the right (on narrow screens downwards), with who has answered so far. */
export function RoundTimeline({ round }: { round: RoundStatus }) {
  const now = useNow();
  const left = Math.max(0, round.legClosesAt - now);
  return (
    <ol className={styles.line} aria-label="Life of the round">
      {round.legs.map(({ leg, state, answers, expected }) => (
        <li
          key={leg}
          className={styles.leg}
          data-state={state}
          aria-current={state === 'open' ? 'step' : undefined}
        >
          <span className={styles.dot}>{state === 'closed' ? <Icon name="check" /> : null}</span>
          <h3>{LEGS[leg].name}</h3>
          {state === 'to-come' ? (
            <p className={styles.count}>To come</p>
          ) : (
            <>
              <p className={styles.count}>
                {count(answers)}
                {expected === null ? '' : ` of ${count(expected)}`}
              </p>
              <ShareBar share={expected === null || expected === 0 ? 0 : answers / expected} />
            </>
          )}
          {state === 'open' && !isOver(round) ? (
            <p className={styles.left}>
              {left > 0 ? `Closes in ${duration(left)} at the latest` : 'Closing now'}
            </p>
          ) : null}
          <p className={styles.what}>{LEGS[leg].what}</p>
        </li>
      ))}
      <li
        className={styles.leg}
        data-state={endState(round)}
        aria-current={isOver(round) ? 'step' : undefined}
      >
        <span className={styles.dot}>
          {round.phase === 'released' ? <Icon name="check" /> : null}
          {round.phase === 'aborted' ? <Icon name="close" /> : null}
        </span>
        <h3>{round.phase === 'aborted' ? 'Aborted' : 'Sum'}</h3>
        <p className={styles.count}>{endWords(round)}</p>
        <p className={styles.what}>
          {round.phase === 'aborted'
            ? abortWords(round.abortReason)
            : 'The queue adds up; what is implausible is thrown away, unseen.'}
        </p>
      </li>
    </ol>
  );
}

function endState({ phase }: RoundStatus): string {
  if (phase === 'released') return 'released';
  if (phase === 'aborted') return 'aborted';
  return phase === 'adding' ? 'open' : 'to-come';
}

function endWords({ phase, reports }: RoundStatus): string {
  if (phase === 'released') return `${count(reports ?? 0)} reports`;
  if (phase === 'aborted') return 'No sum';
  return phase === 'adding' ? 'Adding up' : 'To come';
}

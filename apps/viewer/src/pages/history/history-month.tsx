import { shortDayName } from '@parlour/interface';
import { useId } from 'react';
import { Link } from 'react-router';
import type { HistoryPage } from '@parlour/worker/brain-api';
import { titlePath } from '../../format/title-path.ts';
import type { Month } from './by-month.ts';
import { eventWords } from './event-words.ts';
import styles from './history-month.module.css';

export function HistoryMonth({ month }: { month: Month<HistoryPage['entries'][number]> }) {
  const headingId = useId();
  return (
    <section className={styles.month} aria-labelledby={headingId}>
      <h2 id={headingId}>{month.name}</h2>
      <ul className={styles.list}>
        {month.entries.map(({ event, card }) => (
          <li key={event.id} className={styles.entry}>
            <time dateTime={new Date(event.at).toISOString()}>{shortDayName(event.at)}</time>
            <span className={styles.name}>
              {card === undefined ? (
                <>
                  {event.title?.name ?? 'A title that left the catalogue'}
                  <span className={styles.aside}> (not matched)</span>
                </>
              ) : (
                <Link to={titlePath(card.id)}>{card.name}</Link>
              )}
            </span>
            <span className={styles.aside}>{eventWords(event)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

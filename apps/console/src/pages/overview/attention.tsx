import { Note } from '@parlour/interface';
import type { Health } from '@parlour/wire/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { asked } from '../../api/asked.ts';
import { useNow } from '../../components/use-now.ts';
import styles from './attention.module.css';
import { needs } from './needs.ts';

/** What needs attention, or that nothing does. */
export function Attention({ health }: { health: Health }) {
  const now = useNow();
  const rounds = useQuery({
    ...asked('GET /api/operator/rounds', { query: { open: false } }),
    refetchInterval: 10_000,
  });
  const jobs = useQuery({ ...asked('GET /api/operator/jobs', { query: {} }), refetchInterval: 10_000 });
  const found = needs({ health, rounds: rounds.data?.rounds ?? [], jobs: jobs.data?.jobs ?? [], now });
  if (found.length === 0)
    return (
      <Note tone="good" icon="check">
        <strong>Nothing needs your attention.</strong>
      </Note>
    );
  return (
    <ul className={styles.needs} aria-label="What needs attention">
      {found.map(({ key, tone, message, meaning, mend, to }) => (
        <li key={key}>
          <Note tone={tone} icon="warning">
            <strong>{message}</strong>
            <p>
              {meaning} {mend} {to === undefined ? null : <Link to={to}>Look at it</Link>}
            </p>
          </Note>
        </li>
      ))}
    </ul>
  );
}

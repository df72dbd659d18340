import { count, counted } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ClustersView } from '@parlour/worker/brain-api';
import { MiniCard } from '../../components/card/mini-card.tsx';
import styles from './together.module.css';

type Group = ClustersView['clusters'][number];

/** The groups of people here, and which of them is this person's, found out by the device itself. */
export function GroupsPanel({ groups }: { groups: ClustersView }) {
  const own = groups.clusters.find(({ id }) => id === groups.own);
  return (
    <section className={page.panel} aria-labelledby="groups">
      <h2 id="groups">People with a taste like yours</h2>
      <p>
        {counted(groups.rounds, 'round')} with {counted(groups.reports, 'report')} told of{' '}
        {counted(groups.clusters.length, 'group')} of people here. Everybody downloads all of them; which one
        is yours your device has found out by itself, and tells nobody.
      </p>
      {own === undefined ? (
        <p>Once you have watched something, your device will know which is nearest to you.</p>
      ) : (
        <>
          <p>
            Yours: <strong>{nameOf(own)}</strong>, {sizeOf(own)}. Your list leans a little towards what they
            like:
          </p>
          <ol className={styles.back} aria-label="Liked by people with a taste like yours">
            {groups.cards.map((card) => (
              <li key={card.id}>
                <MiniCard card={card} />
              </li>
            ))}
          </ol>
        </>
      )}
      <details>
        <summary>All groups</summary>
        <ul aria-label="All groups">
          {groups.clusters.map((group) => (
            <li key={group.id}>
              {nameOf(group)}, {sizeOf(group)}
            </li>
          ))}
        </ul>
      </details>
      <p className={page.quiet}>
        No group is told of unless it is all but certain that 50 people are in it: a courtesy. What protects
        you is the noise in every sum, here of about{' '}
        {counted(Math.max(1, Math.round(groups.noise)), 'person', 'people')} more or fewer in each group,
        which nobody can take away.
      </p>
    </section>
  );
}

const nameOf = ({ genres }: Group): string =>
  genres.length === 0 ? 'a bit of everything' : genres.join(', ');
const sizeOf = ({ atLeast }: Group): string => `at least ${count(atLeast)} people`;

import { counted, percent } from '@parlour/interface';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { MiniCard } from '../../components/card/mini-card.tsx';
import styles from './interests.module.css';

/** The several things that the person likes, each by the title that stands for it. Nothing where nothing is known. */
export function Interests() {
  const brain = useBrain();
  const { value = [] } = useQuery('interests', () => brain.interests(), useArrivals());
  if (value.length === 0) return null;
  return (
    <section className={styles.interests} aria-labelledby="interests">
      <h2 id="interests">What your titles gather around</h2>
      <ul className={styles.shelf}>
        {value.map(({ card, share, genres, titles }) => (
          <li key={card.id} className={styles.interest}>
            <MiniCard card={card} />
            <p className={styles.words}>
              <strong>{genres.length === 0 ? 'Like this one' : genres.join(', ')}</strong>
              <span>
                {counted(titles, 'title')}, {percent(share)} of your taste
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

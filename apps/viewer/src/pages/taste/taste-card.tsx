import { Icon } from '@parlour/interface';
import { Checkbox } from 'react-aria-components/Checkbox';
import type { TasteGroup } from '@parlour/worker/brain-api';
import { Poster } from '../../posters/poster.tsx';
import styles from './taste.module.css';

const SHOWN = 4;

export function TasteCard({ group }: { group: TasteGroup }) {
  const shown = group.cards.slice(0, SHOWN);
  return (
    <Checkbox value={group.id} className={styles.card ?? ''} aria-label={group.name}>
      <span className={styles.posters}>
        {shown.map((card) => (
          <Poster key={card.id} subject={card} />
        ))}
      </span>
      <span className={styles.name}>
        <span className={styles.tick}>
          <Icon name="check" />
        </span>
        <span>
          <strong>{group.name}</strong>
          <span className={styles.titles}>{group.cards.map((card) => card.name).join(', ')}</span>
        </span>
      </span>
    </Checkbox>
  );
}

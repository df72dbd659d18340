import { Icon } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { Button } from 'react-aria-components/Button';
import styles from './welcome.module.css';

const WAYS = [
  {
    to: '/import',
    icon: 'upload',
    name: 'Import a history',
    words: 'From Netflix, Letterboxd, IMDb, Trakt and others. The best start; the file stays here.',
  },
  {
    to: '/taste',
    icon: 'heart',
    name: 'Choose your taste',
    words: 'No file? Pick a few groups of titles that look like you.',
  },
  {
    to: '/',
    icon: 'home',
    name: 'Just look around',
    words: 'Begin with what is popular. You can do the rest later.',
  },
] as const;

export function BeginStep({ onChoose }: { onChoose: (to: string) => void }) {
  return (
    <>
      <h1>Come in</h1>
      <p className={page.lead}>Your vault is ready. How should Parlour get to know you?</p>
      <div className={styles.ways}>
        {WAYS.map(({ to, icon, name, words }) => (
          <Button key={to} className={styles.way ?? ''} onPress={() => onChoose(to)}>
            <Icon name={icon} />
            <span>
              <strong>{name}</strong>
              <span>{words}</span>
            </span>
          </Button>
        ))}
      </div>
    </>
  );
}

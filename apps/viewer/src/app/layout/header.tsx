import { IconButton, Mark, plainError, useToast } from '@parlour/interface';
import { Link } from 'react-router';
import { useBrain } from '../../brain/brain-context.ts';
import styles from './layout.module.css';
import { MainNav } from './main-nav.tsx';
import { ProfileMenu } from './profile-menu.tsx';
import { TitleSearch } from './title-search.tsx';

export function Header() {
  const brain = useBrain();
  const toast = useToast();
  const lock = (): void => {
    brain.lock().catch((error: unknown) => toast({ tone: 'bad', message: plainError(error).message }));
  };
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link to="/" className={styles.brand} aria-label="Parlour, to your list">
          <Mark />
          <span className={styles.wordmark}>Parlour</span>
        </Link>
        <MainNav />
        <TitleSearch />
        <IconButton icon="lock" label="Lock now" onPress={lock} />
        <ProfileMenu />
      </div>
    </header>
  );
}

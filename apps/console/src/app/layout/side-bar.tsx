import { IconButton, Mark } from '@parlour/interface';
import { useId, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { MainNav } from './main-nav.tsx';
import styles from './shell.module.css';
import { SignedIn } from './signed-in.tsx';

/** Beside the page on wide screens; on narrow ones a bar above it that unfolds. */
export function SideBar() {
  const id = useId();
  const { pathname } = useLocation();
  // Going to another page folds it again.
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === pathname;
  return (
    <header className={styles.side} data-open={isOpen || undefined}>
      <div className={styles.bar}>
        <Link to="/" className={styles.brand} aria-label="Parlour console, to the overview">
          <Mark />
          <span>Parlour</span>
          <span className={styles.what}>console</span>
        </Link>
        <div className={styles.unfold}>
          <IconButton
            icon={isOpen ? 'close' : 'menu'}
            label={isOpen ? 'Close the menu' : 'Open the menu'}
            isExpanded={isOpen}
            controls={id}
            onPress={() => setOpenAt(isOpen ? undefined : pathname)}
          />
        </div>
      </div>
      <div id={id} className={styles.folded}>
        <MainNav />
        <SignedIn />
      </div>
    </header>
  );
}

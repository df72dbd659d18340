import { Icon } from '@parlour/interface';
import { NavLink } from 'react-router';
import styles from './main-nav.module.css';

const PAGES = [
  { to: '/', name: 'For you', icon: 'home' },
  { to: '/watchlist', name: 'Watchlist', icon: 'bookmark' },
  { to: '/history', name: 'History', icon: 'clock' },
  { to: '/import', name: 'Import', icon: 'upload' },
  { to: '/data', name: 'Your data', icon: 'person' },
] as const;

/** At the top of wide screens, at the bottom of narrow ones. */
export function MainNav() {
  return (
    <nav className={styles.nav} aria-label="Main">
      <ul>
        {PAGES.map(({ to, name, icon }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} className={styles.link}>
              <Icon name={icon} />
              <span>{name}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

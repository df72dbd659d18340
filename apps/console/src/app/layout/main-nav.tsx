import { Icon } from '@parlour/interface';
import { NavLink } from 'react-router';
import { PAGES } from './pages.ts';
import styles from './main-nav.module.css';

export function MainNav() {
  return (
    <nav className={styles.nav} aria-label="Main">
      <ul>
        {PAGES.map(({ to, name, icon }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} className={styles.link}>
              <Icon name={icon} />
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { counted, ThemeSwitch } from '@parlour/interface';
import { Link } from 'react-router';
import { useBrainState } from '../../brain/brain-context.ts';
import styles from './layout.module.css';

export function Footer() {
  const catalogue = useBrainState()?.catalogue;
  return (
    <footer className={styles.footer}>
      <nav aria-label="More">
        <ul>
          <li>
            <Link to="/taste">Choose your taste</Link>
          </li>
          <li>
            <Link to="/together">Together</Link>
          </li>
          <li>
            <Link to="/devices">Your devices</Link>
          </li>
          <li>
            <Link to="/device">This device</Link>
          </li>
          <li>
            <Link to="/how-it-works">How it works</Link>
          </li>
        </ul>
      </nav>
      {catalogue === undefined ? null : <p>{counted(catalogue.items, 'title')} in the catalogue</p>}
      <ThemeSwitch />
    </footer>
  );
}

import page from '@parlour/interface/page.module.css';
import { Link } from 'react-router';
import { Avatar } from '../../profiles/avatar.tsx';
import { lookOf } from '../../profiles/looks.ts';
import { calledName, possessive, useProfiles } from '../../profiles/use-profiles.ts';
import styles from './import.module.css';

/** Whose history a file goes into, where there is more than one. */
export function ForWhom() {
  const { active, isAlone } = useProfiles();
  if (active === undefined || isAlone) return null;
  return (
    <p className={styles.whom}>
      <span className={styles.picture}>
        <Avatar look={lookOf(active)} name={calledName(active)} />
      </span>
      <span>
        It goes into <strong>{possessive(active)}</strong> history.{' '}
        <Link to="/who" className={page.quiet}>
          Somebody else’s?
        </Link>
      </span>
    </p>
  );
}

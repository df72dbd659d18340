import { Button, ErrorNote, ThemeSwitch } from '@parlour/interface';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sessionKey, signOut } from '../../api/session.ts';
import { useSession } from '../../session/session-context.ts';
import { useWork } from '../../session/use-change.ts';
import styles from './shell.module.css';

/** Who is at the console, the theme, and the way out. */
export function SignedIn() {
  const client = useQueryClient();
  const { account } = useSession();
  const out = useWork(signOut, { touches: [] });
  const leave = async (): Promise<void> => {
    const state = await out.run(undefined);
    if (state === undefined) return;
    client.clear();
    client.setQueryData(sessionKey, state);
  };
  return (
    <div className={styles.foot}>
      <ThemeSwitch isPlain />
      <div className={styles.who}>
        <Link to="/people">{account.name}</Link>
        <span>{account.role}</span>
      </div>
      <ErrorNote error={out.error} />
      <Button look="quiet" icon="leave" isDisabled={out.busy} onPress={() => void leave()}>
        Sign out
      </Button>
    </div>
  );
}

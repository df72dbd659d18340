import { Button, ErrorNote, plainError, ProgressBar } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import type { ProfileView } from '@parlour/worker/brain-api';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useBrain } from '../brain/brain-context.ts';
import { useProgress } from '../brain/use-progress.ts';
import { Avatar } from './avatar.tsx';
import { lookOf } from './looks.ts';
import { type SwitchProfile, SwitchContext } from './switch-context.ts';
import styles from './switch-provider.module.css';
import { calledName, possessive } from './use-profiles.ts';

/** Lets pages switch profiles. Meanwhile nothing of them can be touched: it would be said in somebody else's name. */
export function SwitchProvider({ children }: { readonly children: ReactNode }) {
  const brain = useBrain();
  const { progress, listen } = useProgress();
  const [to, setTo] = useState<ProfileView>();
  const [error, setError] = useState<PlainError>();
  const [said, setSaid] = useState('');
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (to !== undefined) place.current?.focus();
  }, [to]);

  const switchTo = useCallback<SwitchProfile>(
    async (profile) => {
      setError(undefined);
      setTo(profile);
      try {
        await brain.switchProfile(profile.id, listen());
        setSaid(`Now: ${calledName(profile)}`);
        setTo(undefined);
        return true;
      } catch (problem) {
        setError(plainError(problem));
        return false;
      }
    },
    [brain, listen],
  );
  return (
    <SwitchContext value={switchTo}>
      <div inert={to !== undefined}>{children}</div>
      {to === undefined ? null : (
        <section
          ref={place}
          className={styles.way}
          tabIndex={-1}
          aria-label={`Opening ${possessive(to)} list`}
        >
          <div className={styles.picture}>
            <Avatar look={lookOf(to)} name={calledName(to)} />
          </div>
          <p className={styles.name}>{calledName(to)}</p>
          <div className={styles.progress}>
            {error === undefined ? <ProgressBar progress={progress} idle="Opening the list" /> : null}
            <ErrorNote error={error} />
            {error === undefined ? null : <Button onPress={() => setTo(undefined)}>Back</Button>}
          </div>
        </section>
      )}
      <output className="visually-hidden">{said}</output>
    </SwitchContext>
  );
}

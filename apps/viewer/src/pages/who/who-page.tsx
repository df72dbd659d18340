import { Button, Icon, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ProfileView } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useLocation, useNavigate } from 'react-router';
import { Avatar } from '../../profiles/avatar.tsx';
import { lookOf } from '../../profiles/looks.ts';
import { useSwitchProfile } from '../../profiles/switch-context.ts';
import { calledName, possessive, useProfiles } from '../../profiles/use-profiles.ts';
import { ProfileForm } from './profile-form.tsx';
import styles from './who.module.css';

const mostProfiles = 8;

/** Who is there, and who is watching. */
export function WhoPage() {
  usePageTitle('Who is watching?');
  const { active, all, isAlone } = useProfiles();
  const switchTo = useSwitchProfile();
  const navigate = useNavigate();
  const location = useLocation();
  const [form, setForm] = useState<{ readonly of: ProfileView | undefined } | undefined>(() =>
    isAdding(location.state) ? { of: undefined } : undefined,
  );
  const [isEditing, setEditing] = useState(false);
  const close = (): void => {
    setForm(undefined);
    // Coming back to this page is not adding once more.
    if (isAdding(location.state)) void navigate('/who', { replace: true, state: null });
  };
  const press = async (profile: ProfileView): Promise<void> => {
    if (isEditing) setForm({ of: profile });
    else if (profile.id === active?.id || (await switchTo(profile))) void navigate('/');
  };
  if (form !== undefined) {
    const current = form.of && all.find(({ id }) => id === form.of?.id);
    // Where it was deleted on another device meanwhile there is nothing to change.
    if (form.of === undefined || current !== undefined)
      return <ProfileForm profile={current} onDone={close} />;
  }
  return (
    <div className={styles.who}>
      <h1>{isEditing ? 'Profiles' : isAlone ? 'Your profile' : 'Who is watching?'}</h1>
      <ul className={styles.tiles} aria-label="Profiles">
        {all.map((profile) => (
          <li key={profile.id}>
            <AriaButton
              className={styles.tile ?? ''}
              aria-label={isEditing ? `Change ${possessive(profile)} profile` : calledName(profile)}
              aria-current={profile.id === active?.id ? 'true' : undefined}
              onPress={() => void press(profile)}
            >
              <span className={styles.picture}>
                <Avatar look={lookOf(profile)} name={calledName(profile)} />
                {isEditing ? (
                  <span className={styles.pen}>
                    <Icon name="menu" />
                  </span>
                ) : null}
              </span>
              <span className={styles.name}>{calledName(profile)}</span>
              {profile.id === active?.id && !isAlone ? (
                <span className={styles.now}>Watching now</span>
              ) : null}
            </AriaButton>
          </li>
        ))}
        {all.length < mostProfiles ? (
          <li>
            <AriaButton className={styles.tile ?? ''} onPress={() => setForm({ of: undefined })}>
              <span className={styles.picture} data-empty="yes">
                <Icon name="plus" />
              </span>
              <span className={styles.name}>Add a profile</span>
            </AriaButton>
          </li>
        ) : null}
      </ul>
      <div className={page.centred}>
        <Button look="quiet" onPress={() => setEditing(!isEditing)}>
          {isEditing ? 'Done' : isAlone ? 'Change name and picture' : 'Change or delete profiles'}
        </Button>
      </div>
      <p className={styles.note}>
        Each profile has its own list, history, ratings and watchlist. They are kept apart so that nobody’s
        taste gets into another’s list, not locked from each other: whoever can open Parlour here can open
        them all.
      </p>
    </div>
  );
}

const isAdding = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'add' in state && state.add === true;

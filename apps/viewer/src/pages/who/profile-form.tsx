import { Button, ErrorNote, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ProfileView } from '@parlour/worker/brain-api';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { Avatar } from '../../profiles/avatar.tsx';
import { freshLook, lookOf } from '../../profiles/looks.ts';
import { useSwitchProfile } from '../../profiles/switch-context.ts';
import { calledName, possessive, useProfiles } from '../../profiles/use-profiles.ts';
import { ChooseLook } from './choose-look.tsx';
import { DeleteProfile } from './delete-profile.tsx';
import styles from './who.module.css';

interface ProfileFormProps {
  /** Undefined: a new one. */
  readonly profile: ProfileView | undefined;
  readonly onDone: () => void;
}

/** Name, picture and colour of a profile; and the way to be rid of it. */
export function ProfileForm({ profile, onDone }: ProfileFormProps) {
  const brain = useBrain();
  const navigate = useNavigate();
  const switchTo = useSwitchProfile();
  const { all } = useProfiles();
  const { busy, error, run } = useAction();
  const [name, setName] = useState(profile?.name ?? '');
  const [look, setLook] = useState(() => (profile === undefined ? freshLook(all) : lookOf(profile)));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    let made: ProfileView | undefined;
    void run(async () => {
      if (profile === undefined) made = await brain.addProfile({ name, ...look });
      else await brain.changeProfile(profile.id, { ...(name.trim() !== '' && { name }), ...look });
    }).then(async (isSaved) => {
      if (!isSaved) return;
      if (made === undefined) onDone();
      else if (await switchTo(made)) await navigate('/');
      else onDone();
    });
  };
  const isNameless = profile === undefined && name.trim() === '';
  return (
    <div className={page.narrow}>
      <h1>{profile === undefined ? 'A new profile' : `Change ${possessive(profile)} profile`}</h1>
      <form className={page.panel} onSubmit={save}>
        <div className={styles.head}>
          <div className={styles.preview}>
            <Avatar look={look} name={name === '' && profile !== undefined ? calledName(profile) : name} />
          </div>
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            focusFirst
            isInvalid={error?.code === 'profile/bad-name' || error?.code === 'profile/name-taken'}
          />
        </div>
        <ChooseLook look={look} name={name} onChange={setLook} />
        <ErrorNote error={error} />
        <div className={page.row}>
          <Button look="primary" type="submit" icon="check" isDisabled={busy || isNameless}>
            {profile === undefined ? 'Make it' : 'Save'}
          </Button>
          <Button look="quiet" onPress={onDone}>
            Cancel
          </Button>
        </div>
      </form>
      {profile === undefined || profile.isFirst ? null : <DeleteProfile profile={profile} onGone={onDone} />}
    </div>
  );
}

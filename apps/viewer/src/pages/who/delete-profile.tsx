import { Button, counted, ErrorNote, ProgressBar, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ProfileView } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useProgress } from '../../brain/use-progress.ts';
import { useQuery } from '../../brain/use-query.ts';
import { calledName } from '../../profiles/use-profiles.ts';

interface DeleteProfileProps {
  readonly profile: ProfileView;
  readonly onGone: () => void;
}

/** Deletes a profile, once the person knows what goes with it. */
export function DeleteProfile({ profile, onGone }: DeleteProfileProps) {
  const brain = useBrain();
  const toast = useToast();
  const isShared = useBrainState()?.sync?.choice === 'on';
  const { busy, error, run } = useAction();
  const { progress, listen } = useProgress();
  const [isAsked, setAsked] = useState(false);
  const contents = useQuery(profile.id, () => brain.profileContents(profile.id));
  const name = calledName(profile);
  const entries = contents.value?.entries ?? 0;
  const remove = (): void => {
    void run(() => brain.deleteProfile(profile.id, listen())).then((isGone) => {
      if (!isGone) return;
      toast({ message: `${name} is deleted.` });
      onGone();
    });
  };
  return (
    <section className={page.panel} aria-label={`Delete ${name}`}>
      {isAsked ? (
        <>
          <h2>Delete {name}?</h2>
          <p>
            {entries === 0
              ? 'There is nothing in its history yet.'
              : `${counted(entries, 'entry', 'entries')} of its history go with it`}
            {entries === 0 ? '' : ', and its ratings, its watchlist and what was learned from them'}
            {isShared ? ', on all of your devices. ' : '. '}
            Nobody can bring it back. What another device adds to it before that hears of this stays there,
            and the profile with it.
          </p>
          {busy ? (
            <ProgressBar progress={progress} idle="Deleting" />
          ) : (
            <div className={page.row}>
              <Button look="danger" icon="trash" onPress={remove}>
                Delete it
              </Button>
              <Button look="quiet" onPress={() => setAsked(false)}>
                Keep it
              </Button>
            </div>
          )}
        </>
      ) : (
        <div className={page.spread}>
          <p>No longer needed?</p>
          <Button icon="trash" onPress={() => setAsked(true)}>
            Delete this profile
          </Button>
        </div>
      )}
      <ErrorNote error={error ?? contents.error} />
    </section>
  );
}

import { Button, ErrorNote } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { freshLook } from '../../profiles/looks.ts';
import { useSwitchProfile } from '../../profiles/switch-context.ts';
import { calledName, useProfiles } from '../../profiles/use-profiles.ts';

const longestName = 30;

/** The file names somebody who may be another than whoever imports it: a way to a profile of their own. */
export function OwnProfileFor({ name }: { readonly name: string }) {
  const brain = useBrain();
  const { active, all } = useProfiles();
  const switchTo = useSwitchProfile();
  const { busy, error, run } = useAction();
  const called = name.trim().slice(0, longestName).trim();
  const isSame = (one: string): boolean =>
    one.localeCompare(called, undefined, { sensitivity: 'accent' }) === 0;
  const theirs = all.find((profile) => isSame(calledName(profile)));
  if (called === '' || (theirs !== undefined && theirs.id === active?.id)) return null;
  const go = (): void => {
    void run(async () => {
      await switchTo(theirs ?? (await brain.addProfile({ name: called, ...freshLook(all) })));
    });
  };
  return (
    <div className={page.stack}>
      <p>
        {theirs === undefined
          ? `Is ${called} somebody else? Make a profile of their own, and choose the file again there: it goes into their history then, and not into yours.`
          : `There is a profile of that name. Go there and choose the file again, and it goes into ${called}’s history.`}
      </p>
      <div>
        <Button icon="person" isDisabled={busy} onPress={go}>
          {theirs === undefined ? `Make a profile for ${called}` : `Go to ${called}’s profile`}
        </Button>
      </div>
      <ErrorNote error={error} />
    </div>
  );
}

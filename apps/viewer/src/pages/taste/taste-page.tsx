import { Button, counted, ErrorNote, usePageTitle, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { useNavigate } from 'react-router';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { useQuery } from '../../brain/use-query.ts';
import { useSession } from '../../session/session.ts';
import { Interests } from './interests.tsx';
import { TasteCard } from './taste-card.tsx';
import styles from './taste.module.css';

/** Groups of titles instead of fifteen ratings. What was picked stays picked while other groups are looked at. */
export function TastePage() {
  usePageTitle('Choose your taste');
  const brain = useBrain();
  const session = useSession();
  const toast = useToast();
  const navigate = useNavigate();
  const [seed, setSeed] = useState(1);
  const [picked, setPicked] = useState<string[]>([]);
  const groups = useQuery(`taste ${seed}`, () => brain.tasteGroups(seed));
  const { busy, error, run } = useAction();

  const save = async (): Promise<void> => {
    if (!(await run(() => brain.chooseTaste(picked)))) return;
    session.keepHome(undefined);
    toast({ message: `Your list now starts from ${counted(picked.length, 'group')}.` });
    void navigate('/');
  };

  return (
    <div className={page.page}>
      <h1>Choose your taste</h1>
      <p className={page.lead}>
        Pick the shelves you would stop at. Three are a good start; you can come back for more.
      </p>
      <Interests />
      <ErrorNote error={error ?? groups.error} />
      <CheckboxGroup
        className={styles.groups ?? ''}
        aria-label="Groups of titles"
        value={picked}
        onChange={setPicked}
      >
        {groups.value?.map((group) => <TasteCard key={group.id} group={group} />) ??
          Array.from({ length: 6 }, (_, place) => <div key={place} className={styles.waiting} />)}
      </CheckboxGroup>
      <div className={styles.foot}>
        <output>{counted(picked.length, 'group')} picked</output>
        <div className={page.row}>
          <Button onPress={() => setSeed(seed + 1)} icon="refresh">
            Other groups
          </Button>
          <Button look="primary" isDisabled={picked.length === 0 || busy} onPress={() => void save()}>
            Use these
          </Button>
        </div>
      </div>
    </div>
  );
}

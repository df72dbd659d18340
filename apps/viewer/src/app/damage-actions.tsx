import { Button, ErrorNote, LinkButton, saveBlob } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import { useBrain } from '../brain/brain-context.ts';
import { useAction } from '../brain/use-action.ts';
import styles from './damage-actions.module.css';

/** The ways on from a damaged vault, the gentlest first. */
export function DamageActions() {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const [sure, setSure] = useState(false);
  const save = (): void => {
    void run(async () => saveBlob(await brain.exportVault(), 'parlour-export.json'));
  };
  return (
    <section className={styles.actions} aria-label="What to do about the damage">
      <div className={page.row}>
        <LinkButton to="/import">Import again</LinkButton>
        <Button icon="download" isDisabled={busy} onPress={save}>
          Export everything
        </Button>
        {sure ? (
          <Button
            look="danger"
            icon="trash"
            isDisabled={busy}
            onPress={() => void run(() => brain.discardDamaged())}
          >
            Yes, delete what cannot be read
          </Button>
        ) : (
          <Button look="quiet" isDisabled={busy} onPress={() => setSure(true)}>
            Give up what is damaged
          </Button>
        )}
      </div>
      <ErrorNote error={error} />
    </section>
  );
}

import { Button, Icon, LinkButton } from '@parlour/interface';
import { useBrain, useBrainState } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import styles from './source-banner.module.css';

/** Asks once, of somebody who has got a list of their own by now, whether their device may take part in rounds. */
export function TogetherNote() {
  const brain = useBrain();
  const choice = useBrainState()?.together?.choice;
  const { busy, run } = useAction();
  if (choice !== 'unasked') return null;
  return (
    <section className={styles.banner} aria-label="Learning together">
      <Icon name="info" />
      <p>
        <strong>May this device learn together with others?</strong> Many answer a few questions at once, so
        that only the blurred sum can be read. Nothing is sent unless you choose it.
      </p>
      <div className={styles.actions}>
        <LinkButton to="/together">What it means</LinkButton>
        <Button
          look="quiet"
          isDisabled={busy}
          onPress={() => void run(async () => void (await brain.declineTogether()))}
        >
          No, thank you
        </Button>
      </div>
    </section>
  );
}

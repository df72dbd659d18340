import { Button, ErrorNote, Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrainState } from '../../brain/brain-context.ts';
import styles from './welcome.module.css';

export function HelloStep({ onNext }: { onNext: () => void }) {
  return (
    <>
      <h1 className={styles.hello}>Something good to watch, and nobody the wiser</h1>
      <p className={page.lead}>
        Parlour recommends films and series from what you have watched. It does all of that on this device, in
        a vault that only you can open.
      </p>
      <ErrorNote error={useBrainState()?.problem} />
      <Note tone="warn" icon="key">
        <strong>First, the one thing to know.</strong>
        <p>
          Your vault opens with your passphrase, a passkey if you add one, or twelve recovery words. If you
          lose all of them together, what is in the vault is lost: there is no account, and nobody can reset
          it.
        </p>
      </Note>
      <div>
        <Button look="primary" onPress={onNext}>
          Make my vault
        </Button>
      </div>
    </>
  );
}

import { Button, Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import type { CreatedVault } from '@parlour/worker/brain-api';
import styles from './welcome.module.css';

export function WordsStep({ vault, onNext }: { vault: CreatedVault; onNext: () => void }) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(vault.recoveryWords.join(' ')).then(
      () => setSaid('Copied. Paste them somewhere safe, and not where others can read.'),
      () => setSaid('The browser did not allow copying. Please write them down.'),
    );
  };
  return (
    <>
      <h1>Your recovery words</h1>
      <p className={page.lead}>
        Write these twelve words down, in this order, on paper. They open the vault when the passphrase is
        forgotten. They are shown this once and kept nowhere.
      </p>
      <ol className={styles.words} aria-label="Recovery words">
        {vault.recoveryWords.map((word, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a word may come twice, its place does not
          <li key={index}>{word}</li>
        ))}
      </ol>
      {vault.reducedMemory ? (
        <Note>
          <p>
            This device could not spare 256 MiB, so the lock uses 64 MiB and more passes instead. It is strong
            too; a longer passphrase makes up for the difference.
          </p>
        </Note>
      ) : null}
      <div className={page.row}>
        <Button look="primary" onPress={onNext}>
          I have written them down
        </Button>
        <Button icon="print" onPress={() => window.print()}>
          Print
        </Button>
        <Button icon="copy" onPress={copy}>
          Copy
        </Button>
      </div>
      <output className={page.quiet}>{said}</output>
    </>
  );
}

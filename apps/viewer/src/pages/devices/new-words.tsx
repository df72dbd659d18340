import { Button } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import styles from './devices.module.css';

/** The words, once. */
export function NewWords({ words, onNext }: { words: readonly string[]; onNext: () => void }) {
  return (
    <div className={page.stack}>
      <h1>Your new recovery words</h1>
      <p className={page.lead}>
        Write these twelve words down, in this order, on paper. Whoever has them can open everything that your
        devices share. They are shown this once and kept nowhere; the old ones open nothing any more.
      </p>
      <ol className={styles.words} aria-label="Recovery words">
        {words.map((word, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a word may come twice, its place does not
          <li key={index}>{word}</li>
        ))}
      </ol>
      <div className={page.row}>
        <Button look="primary" onPress={onNext}>
          I have written them down
        </Button>
        <Button icon="print" onPress={() => window.print()}>
          Print
        </Button>
      </div>
    </div>
  );
}

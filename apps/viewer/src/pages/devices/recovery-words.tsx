import { Button } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';

interface RecoveryWordsProps {
  readonly view: SyncView;
  readonly onRenew: () => void;
}

/** Where the words that open a new device come from, and the way to others. */
export function RecoveryWords({ view: { wordsBy }, onRenew }: RecoveryWordsProps) {
  const by = wordsBy?.isThis === true ? 'this device' : (wordsBy?.name ?? 'another device');
  return (
    <section className={page.panel} aria-labelledby="recovery-words">
      <h2 id="recovery-words">Recovery words</h2>
      <p>
        They bring your record to a new device when no other is at hand. Those in use were made on {by}; words
        that were made before open nothing of it any more.
      </p>
      <div>
        <Button icon="key" onPress={onRenew}>
          Make new recovery words
        </Button>
      </div>
    </section>
  );
}

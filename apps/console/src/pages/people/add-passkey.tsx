import { Button, ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { addPasskey } from '../../api/session.ts';
import { useWork } from '../../session/use-change.ts';

/** One more of one's own, for another device or as a spare. */
export function AddPasskey() {
  const { busy, error, run } = useWork(addPasskey, {
    done: 'You can sign in by it from now on.',
    touches: ['accounts', 'audit'],
  });
  return (
    <div className={page.stack}>
      <ErrorNote error={error} />
      {busy ? <ProgressBar progress={undefined} idle="Waiting for your new passkey" /> : null}
      <div>
        <Button icon="key" isDisabled={busy} onPress={() => void run(undefined)}>
          Add a passkey
        </Button>
      </div>
    </div>
  );
}

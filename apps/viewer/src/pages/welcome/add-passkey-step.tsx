import { Button, ErrorNote, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { addPasskey } from '../../passkey/add-passkey.ts';

export function AddPasskeyStep({ passphrase, onNext }: { passphrase: string; onNext: () => void }) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const add = async (): Promise<void> => {
    if (await run(() => addPasskey(brain, passphrase))) onNext();
  };
  return (
    <>
      <h1>Open it with a passkey?</h1>
      <p className={page.lead}>
        A passkey (fingerprint, face, or a security key) opens the vault faster than typing. It is a second
        way in: your passphrase and your words stay as they are.
      </p>
      <ErrorNote error={error} />
      {busy ? (
        <ProgressBar progress={undefined} idle="Waiting for your device" />
      ) : (
        <div className={page.row}>
          <Button look="primary" icon="key" onPress={() => void add()}>
            Add a passkey
          </Button>
          <Button look="quiet" onPress={onNext}>
            Not now
          </Button>
        </div>
      )}
    </>
  );
}

import { useToast } from '@parlour/interface';
import type { SyncView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { MakeWords } from './make-words.tsx';

interface RenewWordsProps {
  readonly onChange: (view: SyncView) => void;
  readonly onBack: () => void;
}

/** On a device that shares: new words take the place of the old ones, which hold for what the devices share until those are on paper. */
export function RenewWords({ onChange, onBack }: RenewWordsProps) {
  const brain = useBrain();
  const toast = useToast();
  const replace = async (): Promise<void> => {
    onChange(await brain.replaceSyncWords());
    toast({ message: 'The new recovery words are in use.' });
    onBack();
  };
  return (
    <MakeWords title="Make new recovery words" doing="Changing the keys" onWritten={replace} onBack={onBack}>
      <p>
        Twelve new words take the place of the old ones, for what your devices share and for the vault of this
        device. All keys are changed, so that the old ones open nothing that is written from now on. Devices
        that came by the old ones stay: if somebody else may have had the paper, look at the list of devices,
        too.
      </p>
    </MakeWords>
  );
}

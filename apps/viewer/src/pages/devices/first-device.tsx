import type { SyncView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { BeginningFields, beginningOf, useBeginning } from './beginning-fields.tsx';
import { MakeWords } from './make-words.tsx';

interface FirstDeviceProps {
  readonly onChange: (view: SyncView) => void;
  readonly onBack: () => void;
}

/** Turns sharing on, once new recovery words are on paper. Nothing is shared before that. */
export function FirstDevice({ onChange, onBack }: FirstDeviceProps) {
  const brain = useBrain();
  const [beginning, setBeginning] = useBeginning();
  const begin = async (): Promise<void> => onChange(await brain.beginSync(beginningOf(beginning)));
  return (
    <MakeWords title="Turn sharing on" doing="Turning sharing on" onWritten={begin} onBack={onBack}>
      <p>
        You get twelve new recovery words. They replace the ones that this vault has had until now, and do two
        things: they open this vault, and they bring your record to a new device when no other is at hand.
      </p>
      <BeginningFields value={beginning} onChange={setBeginning} />
    </MakeWords>
  );
}

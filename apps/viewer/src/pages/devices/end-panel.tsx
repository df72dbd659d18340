import { Button, ErrorNote, ProgressBar, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';

type End = 'leave' | 'erase';

const ENDS = {
  leave: {
    button: 'Leave',
    sure: 'Leave now',
    busy: 'Saying good-bye to the others',
    done: 'This device shares no more.',
    text: 'This device tells the others that it leaves, and forgets its keys. Its vault stays as it is. The others change their keys.',
  },
  erase: {
    button: 'Erase from the relay',
    sure: 'Erase now',
    busy: 'Erasing',
    done: 'The relay has forgotten your devices.',
    text: 'The relay forgets all that it keeps for your devices, and this device shares no more. Your vaults stay as they are. Your other devices stop, and can begin a new room. Your recovery words find nothing there any more.',
  },
} as const;

interface EndPanelProps {
  readonly isWorking: boolean;
  readonly onChange: (view: SyncView) => void;
}

/** Ways to stop. */
export function EndPanel({ isWorking, onChange }: EndPanelProps) {
  const brain = useBrain();
  const toast = useToast();
  const { busy, error, run, clear } = useAction();
  const [asked, setAsked] = useState<End>();
  const end = async (what: End, isQuiet = false): Promise<void> => {
    const done = await run(async () =>
      onChange(await (what === 'leave' ? brain.leaveSync(isQuiet) : brain.eraseSyncRoom())),
    );
    if (done) toast({ message: ENDS[what].done });
  };
  return (
    <section className={page.panel} aria-labelledby="stop-sharing">
      <h2 id="stop-sharing">Stop sharing</h2>
      {asked === undefined ? (
        <div className={page.row}>
          <Button look="danger" icon="leave" onPress={() => setAsked('leave')}>
            {ENDS.leave.button}
          </Button>
          {isWorking ? (
            <Button look="danger" icon="trash" onPress={() => setAsked('erase')}>
              {ENDS.erase.button}
            </Button>
          ) : null}
        </div>
      ) : (
        <>
          <p>{ENDS[asked].text}</p>
          {busy ? (
            <ProgressBar progress={undefined} idle={ENDS[asked].busy} />
          ) : (
            <div className={page.row}>
              <Button look="danger" onPress={() => void end(asked)}>
                {ENDS[asked].sure}
              </Button>
              {asked === 'leave' && error !== undefined ? (
                <Button look="danger" onPress={() => void end(asked, true)}>
                  Leave without telling the others
                </Button>
              ) : null}
              <Button
                look="quiet"
                onPress={() => {
                  clear();
                  setAsked(undefined);
                }}
              >
                Back
              </Button>
            </div>
          )}
        </>
      )}
      <ErrorNote error={error} />
    </section>
  );
}

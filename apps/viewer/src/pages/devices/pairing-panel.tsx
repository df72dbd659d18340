import { Button, ErrorNote, ProgressBar, TextField } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { PairingView, SyncView } from '@parlour/worker/brain-api';
import { useEffect, useRef } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { QrCode } from './qr-code.tsx';
import styles from './devices.module.css';

interface PairingPanelProps {
  readonly pairing: PairingView;
  readonly onChange: (view: SyncView) => void;
}

/** A pairing under way, on either side. */
export function PairingPanel({ pairing, onChange }: PairingPanelProps) {
  const brain = useBrain();
  const { error, run } = useAction();
  const stop = (): void => void run(async () => onChange(await brain.stopPairing()));
  const confirm = (): void => void run(async () => onChange(await brain.confirmPairing()));
  const panel = useRef<HTMLElement>(null);
  // It may have begun from the foot of the page.
  useEffect(() => panel.current?.focus(), []);
  return (
    <section ref={panel} className={page.panel} aria-labelledby="pairing" tabIndex={-1}>
      <h2 id="pairing">Pairing</h2>
      <div className={page.stack} aria-live="polite">
        <Step pairing={pairing} />
      </div>
      <ErrorNote error={error} />
      <div className={page.row}>
        {pairing.phase === 'comparing' && !pairing.isConfirmed ? (
          <Button look="primary" icon="check" onPress={confirm}>
            They are the same
          </Button>
        ) : null}
        <Button look={pairing.phase === 'comparing' ? 'danger' : 'plain'} onPress={stop}>
          {STOP[pairing.phase]}
        </Button>
      </div>
    </section>
  );
}

const STOP: Readonly<Record<PairingView['phase'], string>> = {
  shown: 'Stop',
  looking: 'Stop',
  comparing: 'They are different',
  failed: 'Close',
};

function Step({ pairing }: { pairing: PairingView }) {
  switch (pairing.phase) {
    case 'looking':
      return <ProgressBar progress={undefined} idle="Waiting for the other device" />;
    case 'failed':
      return <ErrorNote error={pairing.problem} />;
    case 'shown':
      return <Code qrText={pairing.qrText} words={pairing.words} />;
    case 'comparing':
      return (
        <>
          <p>
            Both screens must show the same six digits. If they do not, somebody is in between: press “They
            are different”.
          </p>
          <output className={styles.numbers} aria-label="Six digits">
            {pairing.numbers.slice(0, 3)} {pairing.numbers.slice(3)}
          </output>
          {pairing.isConfirmed ? (
            <ProgressBar progress={undefined} idle="Waiting for the other device" />
          ) : null}
        </>
      );
  }
}

function Code({ qrText, words }: { qrText: string; words: readonly string[] }) {
  return (
    <>
      <p>
        On a device that shares already, open “Your devices”, choose “Add a device”, and give it this code. It
        is good for two minutes, and once.
      </p>
      <div className={styles.code}>
        <QrCode text={qrText} />
        <div className={page.stack}>
          <TextField
            label="The code as text"
            value={qrText}
            onChange={() => undefined}
            isReadOnly
            help="What a camera reads in the picture. It is safer than the words."
          />
          <h3 id="code-words">Or type these eight words there</h3>
          <ol className={styles.words} aria-labelledby="code-words">
            {words.map((word, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a word may come twice, its place does not
              <li key={index}>{word}</li>
            ))}
          </ol>
        </div>
      </div>
    </>
  );
}

import { Button, bytes, count, counted, ErrorNote, momentName, saveBlob } from '@parlour/interface';
import type { RoundView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import page from '@parlour/interface/page.module.css';
import { saidWords } from './said-words.ts';
import styles from './together.module.css';

const ENDS: Readonly<Record<string, string>> = {
  'under-way': 'Under way',
  done: 'This device’s part is done',
  left: 'You left it',
  unknown: 'Not known how it ended',
};

/** One round: what this device said in it, in words, in bytes, and how blurred. */
export function RoundEntry({ round: { round, at, how, why, sent } }: { round: RoundView }) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const save = (): void => {
    void run(async () => saveBlob(await brain.sentBytes(round), `parlour-report-${round.slice(0, 16)}.bin`));
  };
  return (
    <details className={styles.round} data-round={round} data-how={how}>
      <summary>
        <strong>{momentName(at)}</strong>
        <span>{ENDS[how] ?? 'Ended early for this device'}</span>
      </summary>
      <div>
        {ENDS[how] === undefined ? <p className={page.quiet}>{why ?? `Reason: ${how}`}</p> : null}
        {sent === undefined ? (
          <p>No report was made, so nothing of yours was sent, and nothing was spent.</p>
        ) : (
          <>
            {sent.queries.map((query) => (
              <section key={query.id} className={page.stack} aria-label={query.purpose}>
                <p>
                  <strong>{query.purpose}</strong>
                </p>
                <p>{saidWords(query)}</p>
                {query.names.length === 0 ? null : (
                  <ul className={styles.names}>
                    {query.names.map((name, place) => (
                      // oxlint-disable-next-line react/no-array-index-key -- two titles may have one name
                      <li key={place}>{name}</li>
                    ))}
                  </ul>
                )}
              </section>
            ))}
            <dl className={styles.facts}>
              <dt>Size</dt>
              <dd>
                {bytes(sent.bytes)}: {count(sent.numbers)} numbers of {sent.bits} bits
              </dd>
              <dt>Cost</dt>
              <dd>{(100 * sent.share).toFixed(1)} % of a lifetime’s budget</dd>
              <dt>Released only</dt>
              <dd>in a sum of {counted(sent.minimumReports, 'report')} or more</dd>
            </dl>
            <p className={page.quiet}>
              These are the exact bytes of the report with its noise, before the masks were laid over it: what
              the sum is made of. They are in your vault and nowhere else.
            </p>
            <div>
              <Button icon="download" isDisabled={busy} onPress={save}>
                Save the exact bytes
              </Button>
            </div>
          </>
        )}
        <ErrorNote error={error} />
      </div>
    </details>
  );
}

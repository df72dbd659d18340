import { Button, Note, saveBlob, useToast } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import styles from './shown-once.module.css';

interface ShownOnceProps {
  /** What they are, e.g. `Invite codes`. */
  readonly label: string;
  readonly codes: readonly string[];
  readonly fileName: string;
  /** The person has put them somewhere. */
  readonly onDone: () => void;
}

/** Codes that the server shows this once and keeps as hashes only. */
export function ShownOnce({ label, codes, fileName, onDone }: ShownOnceProps) {
  const toast = useToast();
  const text = `${codes.join('\n')}\n`;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => toast({ message: 'Copied.' }),
      () =>
        toast({ tone: 'bad', message: 'This browser did not let the console copy; save them as a file.' }),
    );
  };
  return (
    <div className={page.stack}>
      <Note tone="warn" icon="key">
        <strong>Shown this once.</strong>
        <p>The server keeps no copy that could be shown again. Pass each on by a way that you trust.</p>
      </Note>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by keyboard */}
      <section className={styles.scroll} aria-label={label} tabIndex={0}>
        <ol className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </section>
      <div className={page.row}>
        <Button icon="copy" look="primary" onPress={copy}>
          {codes.length === 1 ? 'Copy' : 'Copy all'}
        </Button>
        <Button icon="download" onPress={() => saveBlob(new Blob([text], { type: 'text/plain' }), fileName)}>
          Save as a file
        </Button>
        <Button look="quiet" onPress={onDone}>
          I have put {codes.length === 1 ? 'it' : 'them'} away
        </Button>
      </div>
    </div>
  );
}

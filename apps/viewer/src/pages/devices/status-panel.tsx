import { Button, ErrorNote, Icon, Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { SyncView } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { ignoredWords, statusWords } from './status-words.ts';
import styles from './devices.module.css';

const MOVED = {
  gap: 'Something was missing at the relay and stayed missing, so your devices use a fresh room there. Nothing was lost.',
  fork: 'One of your devices had two histories, so your devices use a fresh room at the relay. Look whether you know every device below.',
  forgery:
    'Something lay at the relay that none of your devices wrote. It was ignored, and your devices use a fresh room there. Nothing was lost.',
} as const;

interface StatusPanelProps {
  readonly view: SyncView;
  readonly onChange: (view: SyncView) => void;
}

/** How things stand, and what the person can do about it. */
export function StatusPanel({ view, onChange }: StatusPanelProps) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const { status, moved, wordsProblem, hasOwnBudget } = view;
  const { title, more, tone, icon } = statusWords(status);
  const ignored = ignoredWords(view.ignored);
  const why = status.kind === 'offline' || status.kind === 'blocked' ? status.why : undefined;
  const isErased = why?.code === 'relay/room-erased';
  return (
    <section className={page.panel} aria-labelledby="status">
      <h2 id="status">How it stands</h2>
      <output className={styles.status} data-tone={tone}>
        <Icon name={icon} />
        <span>
          <strong>{title}</strong>
          <span>{more}</span>
        </span>
      </output>
      {status.kind === 'blocked' ? <ErrorNote error={why} /> : null}
      {status.kind === 'offline' && why !== undefined ? <p className={page.quiet}>{why.message}</p> : null}
      {status.kind === 'offline' ? (
        <div>
          <Button icon="refresh" onPress={() => void run(() => brain.wakeSync())}>
            Try now
          </Button>
        </div>
      ) : null}
      {isErased ? (
        <div>
          <Button
            icon="plus"
            isDisabled={busy}
            onPress={() => void run(async () => onChange(await brain.beginNewRoom()))}
          >
            Begin a new room
          </Button>
        </div>
      ) : null}
      {moved === undefined ? null : (
        <Note tone="warn" icon="warning">
          <p>{MOVED[moved]}</p>
        </Note>
      )}
      {ignored === undefined ? null : (
        <Note tone="warn" icon="warning">
          <p>{ignored}</p>
        </Note>
      )}
      {wordsProblem === undefined ? null : (
        <Note tone="warn" icon="key">
          <strong>Your recovery words would find an older state.</strong>
          <p>{wordsProblem.message} It is tried again by itself.</p>
        </Note>
      )}
      {hasOwnBudget ? (
        <Note>
          <p>
            This device took part in rounds before it was added, on a privacy budget of its own. What it tells
            there adds up with what your other devices tell.
          </p>
        </Note>
      ) : null}
      <ErrorNote error={error} />
    </section>
  );
}

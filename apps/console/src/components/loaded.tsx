import { Button, ErrorNote, plainError, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ReactNode } from 'react';
import styles from './loaded.module.css';

interface LoadedProps<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly isFetching: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** What is asked for, e.g. `the rounds`. */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}

/** What the server said, or that it is being asked, or why it says nothing; the last it said stays meanwhile. */
export function Loaded<Data>({ query, what, children }: LoadedProps<Data>) {
  const { data, error, refetch, isFetching } = query;
  const isWaiting = data === undefined && error === null;
  return (
    <div className={styles.loaded} aria-busy={isWaiting}>
      {error === null ? null : (
        <div className={page.stack}>
          <ErrorNote error={plainError(error)} />
          <div>
            <Button icon="refresh" isDisabled={isFetching} onPress={() => void refetch()}>
              Ask again
            </Button>
          </div>
        </div>
      )}
      {isWaiting ? (
        <div className={styles.waiting}>
          <ProgressBar progress={undefined} idle={`Asking for ${what}`} />
        </div>
      ) : null}
      {data === undefined ? null : children(data)}
    </div>
  );
}

import { Button, ErrorNote, usePageTitle } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import { DoorFrame } from '../components/door-frame.tsx';

/** Instead of everything while it is not known who is signed in. */
export function UnreachablePage({ error, again }: { error: PlainError; again: () => void }) {
  usePageTitle('Console');
  return (
    <DoorFrame>
      <h1>The console has no answer</h1>
      <ErrorNote error={error} />
      <div>
        <Button look="primary" icon="refresh" onPress={again}>
          Ask again
        </Button>
      </div>
    </DoorFrame>
  );
}

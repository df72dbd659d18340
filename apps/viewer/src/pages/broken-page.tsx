import { useRouteError } from 'react-router';
import { plainError } from '../brain/plain-error.ts';
import { Button } from '../components/button/button.tsx';
import { ErrorNote } from '../components/note/error-note.tsx';
import { Stage } from '../components/stage/stage.tsx';

/** Instead of a page that could not be shown or loaded. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <Stage>
      <h1>This page did not open</h1>
      <ErrorNote error={plainError(error)} />
      <div>
        <Button look="primary" icon="refresh" onPress={() => location.reload()}>
          Reload
        </Button>
      </div>
    </Stage>
  );
}

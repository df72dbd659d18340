import { useRouteError } from 'react-router';
import { Button } from '../button/button.tsx';
import { ErrorNote } from '../note/error-note.tsx';
import { plainError } from './plain-error.ts';

/** Instead of a page that could not be shown or loaded: its heading, why, and a way on. To stand in an app's own frame. */
export function BrokenRoute() {
  const error = useRouteError();
  return (
    <>
      <h1>This page did not open</h1>
      <ErrorNote error={plainError(error)} />
      <div>
        <Button look="primary" icon="refresh" onPress={() => location.reload()}>
          Reload
        </Button>
      </div>
    </>
  );
}

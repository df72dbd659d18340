import { Button, ErrorNote, plainError } from '@parlour/interface';
import { useRouteError } from 'react-router';
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

import { Button, ErrorNote, plainError, usePageTitle } from '@parlour/interface';
import { useRouteError } from 'react-router';
import { DoorFrame } from '../components/door-frame.tsx';

/** Instead of a page that could not be shown. */
export function BrokenPage() {
  usePageTitle('Console');
  const error = useRouteError();
  return (
    <DoorFrame>
      <h1>This page did not open</h1>
      <ErrorNote error={plainError(error)} />
      <div>
        <Button look="primary" icon="refresh" onPress={() => location.reload()}>
          Reload
        </Button>
      </div>
    </DoorFrame>
  );
}

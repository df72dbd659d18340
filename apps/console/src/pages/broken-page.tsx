import { BrokenRoute, usePageTitle } from '@parlour/interface';
import { DoorFrame } from '../components/door-frame.tsx';

/** Instead of a page that could not be shown or loaded. */
export function BrokenPage() {
  usePageTitle('Console');
  return (
    <DoorFrame>
      <BrokenRoute />
    </DoorFrame>
  );
}

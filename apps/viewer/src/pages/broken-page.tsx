import { BrokenRoute } from '@parlour/interface';
import { Stage } from '../components/stage/stage.tsx';

/** Instead of a page that could not be shown or loaded. */
export function BrokenPage() {
  return (
    <Stage>
      <BrokenRoute />
    </Stage>
  );
}

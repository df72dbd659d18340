import { Button, usePageTitle } from '@parlour/interface';
import { Stage } from '../components/stage/stage.tsx';

/** Nothing may be loaded or kept from here on, until the person wants to begin again. */
export function ErasedPage() {
  usePageTitle('Erased');
  return (
    <Stage>
      <h1>Everything is gone</h1>
      <p>
        The vault, the catalogue and all files that Parlour kept on this device are erased. Close this tab,
        and nothing of it is left here.
      </p>
      <div>
        <Button onPress={() => location.replace('/')}>Start again</Button>
      </div>
    </Stage>
  );
}

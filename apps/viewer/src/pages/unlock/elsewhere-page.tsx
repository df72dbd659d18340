import { Button, ErrorNote, usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';
import { Stage } from '../../components/stage/stage.tsx';

export function ElsewherePage() {
  usePageTitle('Open elsewhere');
  const brain = useBrain();
  const { busy, error, run } = useAction();
  return (
    <Stage>
      <h1>Parlour is open in another tab</h1>
      <p className={page.lead}>
        Two tabs never write to one vault. You can go on there, or take it over here: the other tab saves what
        it has, locks itself and steps aside.
      </p>
      <ErrorNote error={error} />
      <div>
        <Button look="primary" isDisabled={busy} onPress={() => void run(() => brain.takeOver())}>
          Use it here
        </Button>
      </div>
    </Stage>
  );
}

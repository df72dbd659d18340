import { Button, ErrorNote, saveBlob } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Recommendation } from '@parlour/worker/brain-api';
import { useBrain } from '../../brain/brain-context.ts';
import { useAction } from '../../brain/use-action.ts';

/** The list as it is before the person, in schema.org's terms, for other programs. */
export function SaveList({ entries }: { entries: readonly Recommendation[] }) {
  const brain = useBrain();
  const { busy, error, run } = useAction();
  const save = (): void => {
    void run(async () => saveBlob(await brain.listAsJsonLd(entries), 'parlour-list.jsonld'));
  };
  return (
    <div className={page.centred}>
      <Button look="quiet" icon="download" isDisabled={busy} onPress={save}>
        Save list as JSON-LD
      </Button>
      <ErrorNote error={error} />
    </div>
  );
}

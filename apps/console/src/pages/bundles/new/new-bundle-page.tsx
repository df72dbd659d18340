import { Note } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { epochsQuery } from '../../../api/epochs.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useMayChange } from '../../../session/session-context.ts';
import { BundleForm } from './bundle-form.tsx';

export function NewBundlePage() {
  const query = useQuery(epochsQuery);
  const mayChange = useMayChange();
  return (
    <div className={page.page}>
      <PageHead
        title="Publish a bundle"
        up={{ to: '/bundles', name: 'Bundles' }}
        lead="Everything is held to the limits that are compiled into every device: what is refused here, devices would refuse too."
      />
      {mayChange ? (
        <Loaded query={query} what="the epochs">
          {(epochs) =>
            epochs.length === 0 ? (
              <Note tone="warn" icon="warning">
                The server has no key for tokens yet. See that a queue worker runs; it makes the keys.
              </Note>
            ) : (
              <BundleForm epochs={epochs} />
            )
          }
        </Loaded>
      ) : (
        <Note>Only operators publish. You may look at everything that was published.</Note>
      )}
    </div>
  );
}

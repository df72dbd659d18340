import page from '@parlour/interface/page.module.css';
import { Note } from '@parlour/interface';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { PublishedBundle } from '@parlour/wire/api';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { BundleActions } from './bundle-actions.tsx';
import { BundleFacts } from './bundle-facts.tsx';
import { BundleState } from './bundle-state.tsx';
import { bundlesQuery } from './bundles-query.ts';
import { CostPanel } from './cost-panel.tsx';
import { QueryList } from './query-list.tsx';
import { readBundle } from './read-bundle.ts';
import { WhoCanTakePart } from './who-can-take-part.tsx';

export function BundlePage() {
  const { hash = '' } = useParams();
  const query = useQuery(bundlesQuery);
  return (
    <div className={page.page}>
      <PageHead
        title={`Bundle ${shortHash(hash)}`}
        up={{ to: '/bundles', name: 'Bundles' }}
        lead="As it was published. It never changes: whoever wants to ask something else publishes another."
      />
      <Loaded query={query} what="the bundle">
        {(bundles) => {
          const found = bundles.find((bundle) => bundle.hash === hash);
          return found === undefined ? (
            <Note icon="info">There is no such bundle here.</Note>
          ) : (
            <OneBundle published={found} />
          );
        }}
      </Loaded>
    </div>
  );
}

function OneBundle({ published }: { published: PublishedBundle }) {
  const bundle = readBundle(published);
  return (
    <>
      <Panel
        title="What is asked"
        lead="In the words that a person reads before agreeing."
        actions={<BundleState bundle={published} />}
      >
        <QueryList bundle={bundle} />
      </Panel>
      <CostPanel cost={published.cost} queries={bundle.queries} />
      <WhoCanTakePart bundle={bundle} published={published} />
      <OperatorsOnly>
        <BundleActions published={published} bundle={bundle} />
      </OperatorsOnly>
      <BundleFacts bundle={bundle} published={published} />
    </>
  );
}

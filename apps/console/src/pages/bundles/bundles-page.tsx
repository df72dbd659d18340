import { count, Empty, LinkButton, percent } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { PublishedBundle } from '@parlour/wire/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DataTable } from '../../components/data-table.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortQuery } from '../../format/query-names.ts';
import { shortHash } from '../../format/short-hash.ts';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { epsilonWords } from './epsilon-words.ts';
import { BundleState } from './bundle-state.tsx';
import { bundlesQuery } from './bundles-query.ts';
import { readBundle } from './read-bundle.ts';

export function BundlesPage() {
  const query = useQuery(bundlesQuery);
  return (
    <div className={page.page}>
      <PageHead
        title="Bundles"
        lead="What devices are asked: private sums, one bundle of them an epoch. Everybody is asked the same, signed; a published bundle never changes."
        actions={
          <OperatorsOnly>
            <LinkButton to="/bundles/new" look="primary" icon="plus">
              Publish a bundle
            </LinkButton>
          </OperatorsOnly>
        }
      />
      <Loaded query={query} what="the bundles">
        {(bundles) =>
          bundles.length === 0 ? (
            <Empty title="Nothing has been asked yet">
              <p>Until a bundle is published, no device sends anything to this server.</p>
            </Empty>
          ) : (
            <Panel title="All bundles" lead="The newest first.">
              <BundleTable bundles={bundles} />
            </Panel>
          )
        }
      </Loaded>
    </div>
  );
}

function BundleTable({ bundles }: { bundles: readonly PublishedBundle[] }) {
  return (
    <DataTable
      caption="Bundles"
      columns={[
        { name: 'Bundle', cell: ({ hash }) => <Link to={`/bundles/${hash}`}>{shortHash(hash)}</Link> },
        { name: 'State', cell: (bundle) => <BundleState bundle={bundle} /> },
        {
          name: 'Queries',
          isExtra: true,
          cell: (bundle) =>
            readBundle(bundle)
              .queries.map(({ id }) => shortQuery(id))
              .join(', '),
        },
        { name: 'Epsilon', isNumber: true, cell: ({ cost }) => epsilonWords(cost.together.one) },
        {
          name: 'Of a lifetime',
          isNumber: true,
          isExtra: true,
          cell: ({ cost }) => percent(cost.lifetimeShare),
        },
        { name: 'Waiting', isNumber: true, cell: ({ waiting }) => count(waiting) },
        { name: 'Published', isExtra: true, cell: ({ publishedAt }) => <Moment at={publishedAt} /> },
      ]}
      rows={bundles}
      rowKey={({ hash }) => hash}
    />
  );
}

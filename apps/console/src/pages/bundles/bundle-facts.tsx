import { count, momentName, percent } from '@parlour/interface';
import type { Bundle } from '@parlour/wire';
import type { PublishedBundle } from '@parlour/wire/api';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';

export function BundleFacts({ bundle, published }: { bundle: Bundle; published: PublishedBundle }) {
  return (
    <Panel title="As it was signed">
      <Facts
        facts={[
          ['Clip (L2 norm)', bundle.clipNorm],
          ['Noise multiplier', bundle.noiseMultiplier],
          ['Bits of a word', bundle.bits],
          ['Words of a report', count(bundle.queries.reduce((sum, { dimension }) => sum + dimension, 0))],
          ['Assumed hostile', percent(bundle.adversarialRate)],
          ['Published', momentName(published.publishedAt)],
          ['Retired', published.retiredAt === null ? 'No' : momentName(published.retiredAt)],
          ['SHA-256', <code key="hash">{published.hash}</code>],
        ]}
      />
    </Panel>
  );
}

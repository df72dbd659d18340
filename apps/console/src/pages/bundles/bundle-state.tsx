import type { PublishedBundle } from '@parlour/wire/api';
import { Badge } from '../../components/badge.tsx';
import { useNow } from '../../components/use-now.ts';
import { readBundle } from './read-bundle.ts';

export function BundleState({ bundle }: { bundle: PublishedBundle }) {
  const now = useNow();
  if (bundle.retiredAt !== null) return <Badge>Retired</Badge>;
  const { expiry, audience } = readBundle(bundle);
  if (expiry <= now) return <Badge>Expired</Badge>;
  return <Badge tone="good">{audience === 'simulation' ? 'Open, simulated' : 'Open'}</Badge>;
}

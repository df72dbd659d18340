import { count, counted, momentName, percent } from '@parlour/interface';
import type { Bundle } from '@parlour/wire';
import type { PublishedBundle } from '@parlour/wire/api';
import { useQuery } from '@tanstack/react-query';
import { takingPartQuery } from '../../api/taking-part.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';

export function WhoCanTakePart({ bundle, published }: { bundle: Bundle; published: PublishedBundle }) {
  const { data } = useQuery(takingPartQuery);
  const ways = data?.admissions.map((way) => (way.kind === 'invite' ? 'an invite' : way.label));
  const people =
    ways === undefined || ways.length === 0
      ? 'Devices of people who have been admitted'
      : `Devices of people with ${ways.join(' or ')}`;
  return (
    <Panel
      title="Who can take part"
      lead="Whether a device does is decided on the device: by its person, and by the budget that its own ledger holds. The server is never told why one stays away."
    >
      <Facts
        facts={[
          ['Devices', bundle.audience === 'people' ? people : 'Made devices of a simulation only'],
          ['With a token of', bundle.epoch],
          ['Each may answer', counted(bundle.participations, 'round')],
          ['Until', momentName(bundle.expiry)],
          ['A round begins with', counted(bundle.cohortSize, 'device')],
          ['A sum is made of at least', counted(bundle.minimumReports, 'report')],
          ['May leave meanwhile', percent(bundle.dropoutRate)],
          ['Waiting now', count(published.waiting)],
        ]}
      />
    </Panel>
  );
}

import { count } from '@parlour/interface';
import type { RoundStatus } from '@parlour/wire/api';
import { Link } from 'react-router';
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { MAKERS, PHASES, phaseTone } from './round-words.ts';

export function RoundTable({ rounds }: { rounds: readonly RoundStatus[] }) {
  return (
    <DataTable
      caption="Rounds"
      columns={[
        { name: 'Round', cell: ({ id }) => <Link to={`/rounds/${id}`}>{shortHash(id)}</Link> },
        { name: 'State', cell: (round) => <Badge tone={phaseTone(round)}>{PHASES[round.phase]}</Badge> },
        {
          name: 'Devices',
          isNumber: true,
          cell: ({ members, answers }) => count(members ?? answers),
        },
        {
          name: 'In the sum',
          isNumber: true,
          cell: ({ reports }) => (reports === null ? '—' : count(reports)),
        },
        {
          name: 'Bundle',
          isExtra: true,
          cell: ({ bundle }) => <Link to={`/bundles/${bundle}`}>{shortHash(bundle)}</Link>,
        },
        { name: 'Made', isExtra: true, cell: ({ by }) => MAKERS[by] },
        { name: 'Began', isExtra: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
      ]}
      rows={rounds}
      rowKey={({ id }) => id}
    />
  );
}

import { Button, counted, ErrorNote, saveBlob } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { RoundStatus } from '@parlour/wire/api';
import { operate } from '../../api/operate.ts';
import { Panel } from '../../components/panel.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { useWork } from '../../session/use-change.ts';

export function ReleasedSum({ round }: { round: RoundStatus }) {
  const { busy, error, run } = useWork(
    async () => {
      const sum = await operate('GET /api/operator/rounds/:id/sum', { params: { id: round.id } });
      saveBlob(sum, `parlour-sum-${shortHash(round.id)}.bin`);
      return sum;
    },
    { touches: [] },
  );
  return (
    <Panel
      title="The released sum"
      lead={`Of ${counted(round.reports ?? 0, 'report')}, noise included. Words modulo 2^bits, as 32-bit numbers, little-endian.`}
    >
      <ErrorNote error={error} />
      <div className={page.row}>
        <Button icon="download" isDisabled={busy} onPress={() => void run(undefined)}>
          Save the sum as a file
        </Button>
      </div>
    </Panel>
  );
}

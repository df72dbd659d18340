import type { EncodingPlan } from '@parlour/private-aggregation';
import type { Database } from '@parlour/server';
import type { ChaosDevice } from './chaos-device.ts';

/** How a round ended, and everything that is wrong with that; nothing, it is to be hoped. */
export interface Verdict {
  readonly phase: string;
  readonly reason: string | null;
  readonly reports: number;
  readonly wrongs: readonly string[];
}

interface Row {
  readonly phase: string;
  readonly abort_reason: string | null;
  readonly reports: number | null;
  readonly sum: Buffer | null;
  /** Seconds after the last deadline at which it ended. */
  readonly late: number | null;
}

/** Seconds that a step whose deadline has passed may take to be done by somebody: a dead worker's job is given on first. */
const usuallyLate = 120;

/**
 * Holds a round that is over against what its devices know. Whose report was kept is told by the tokens: those of devices that
 * had not reported are free again.
 */
export async function judgeRound(
  { $client }: Database,
  plan: EncodingPlan,
  id: string,
  devices: readonly ChaosDevice[],
  mostLate = usuallyLate,
): Promise<Verdict> {
  const round = Buffer.from(id, 'hex');
  const {
    rows: [row],
  } = await $client.query<Row>(
    `select phase, abort_reason, reports, sum, extract(epoch from ended_at - leg_closes_at)::float as late
     from parlour.round where id = $1`,
    [round],
  );
  const { rows: spent } = await $client.query<{ key: string }>(
    `select encode(signing_key, 'hex') as key from parlour.token_use where round_id = $1 and freed_at is null`,
    [round],
  );
  const kept = new Set(spent.map(({ key }) => key));
  const wrongs: string[] = [];
  const must = (isRight: boolean, what: string) => {
    if (!isRight) wrongs.push(what);
  };
  must(row.phase === 'released' || row.phase === 'aborted', `it is ${row.phase}`);
  must((row.late ?? 0) < mostLate, `it ended ${row.late} s after its deadline`);
  const own = devices.filter((device) => device.round === id);
  for (const { isReportAcknowledged, isReportSent, signingKey } of own) {
    must(!isReportAcknowledged || kept.has(signingKey), 'an acknowledged report was lost');
    must(isReportSent || !kept.has(signingKey), 'a report was kept that was never sent');
  }
  if (row.phase === 'released') {
    const sum = new Uint32Array(plan.dimension);
    for (const { signingKey, report } of own) {
      if (kept.has(signingKey)) for (let i = 0; i < sum.length; i += 1) sum[i] += report[i];
    }
    const released = new Uint32Array(new Uint8Array(row.sum ?? []).buffer);
    must(row.reports === kept.size, `${row.reports} reports of ${kept.size}`);
    must(released.length === sum.length, 'the sum has another length');
    must(
      sum.every((word, i) => word % 2 ** plan.bundle.bits === released[i]),
      'the sum is not that of the reports',
    );
    must(kept.size >= plan.bundle.minimumReports, `released of ${kept.size} reports`);
  } else must(row.sum === null, 'an aborted round has a sum');
  for (const table of ['round_message', 'report_part', 'round_state', 'unmask_part']) {
    const { rowCount } = await $client.query(`select from parlour.${table} where round_id = $1`, [round]);
    must(rowCount === 0, `${rowCount} rows are left in ${table}`);
  }
  return { phase: row.phase, reason: row.abort_reason, reports: row.reports ?? 0, wrongs };
}

import { machine } from '../machine.ts';
import { EncodedReports } from './encoded-reports.ts';
import { type MeasuredRound, measureRound } from './measured-round.ts';
import { ratesForDegree } from './rates-for-degree.ts';

export interface AggregationBenchOptions {
  readonly clients: number;
  /** Words of a report. */
  readonly dimension: number;
  readonly bits: number;
  /** Share of the devices that share but do not report. */
  readonly dropout: number;
  /** Mask partners a device, on average: a device draws half as many and is drawn by as many. */
  readonly degree: number;
  readonly say?: (line: string) => void;
}

/** Larger rounds are measured with this many devices, and the aggregator's time is multiplied. */
const MOST_DEVICES = 1000;

/**
 * A round with `node:crypto`, every device and the aggregator in this process. Processor time, not wall time: of one
 * device over all legs (`clientCpuMs`) and for its encoding (`encodeCpuMs`), of the aggregator for the whole round
 * (`serverCpuSeconds`); `uploadBytes` of one device over all legs; `peakMb` of this process with all devices in it;
 * `maxError` in the vector's units, against the plain sum plus the noise added.
 */
export async function benchAggregation(options: AggregationBenchOptions): Promise<object> {
  const { clients, dimension, bits, dropout, degree, say = () => undefined } = options;
  const devices = Math.min(clients, MOST_DEVICES);
  const rates = ratesForDegree(devices, degree / 2);
  const drops = (client: number) => Math.floor((client + 1) * dropout) > Math.floor(client * dropout);
  const reports = await EncodedReports.plan(devices, dimension, bits);
  const empty = new Uint32Array(dimension);
  const report = (client: number) => reports?.make(!drops(client)) ?? Promise.resolve(empty);
  const round = await measureRound({ ...rates, clients: devices, dimension, bits, drops, report, say });
  return {
    bench: 'aggregation',
    machine: machine(),
    clients,
    dimension,
    bits,
    dropout,
    degree,
    drawnNeighbours: degree / 2,
    assumed: rates,
    ...measured(round, clients / devices),
    encodeCpuMs: reports && rounded(reports.encodeCpuMs),
    ...reports?.errorOf(round.sum),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    sampled: devices < clients ? { devices, note: 'serverCpuSeconds is in proportion' } : undefined,
  };
}

const measured = (round: MeasuredRound, times: number) => ({
  reports: round.reports,
  maskPartners: rounded(round.maskPartners),
  clientCpuMs: rounded(round.clientCpuMs),
  uploadBytes: round.uploadBytes,
  serverCpuSeconds: rounded(round.serverCpuSeconds * times),
});

const rounded = (value: number) => Math.round(value * 100) / 100;

import { createHash } from 'node:crypto';
import { processRegistry, startTracing } from '@parlour/server';
import { badSetting } from './bad-setting.ts';

/** How a process shows what it does. */
export interface Observation {
  readonly registry: ReturnType<typeof processRegistry>;
  readonly metricsTokenHash?: Uint8Array;
  /** pino level of the server's log. */
  readonly logLevel: string;
  /** Sends what is left to send. */
  end(): Promise<void>;
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * By the environment: `PARLOUR_METRICS_TOKEN` opens `/metrics` to other machines, `OTEL_EXPORTER_OTLP_ENDPOINT` names a
 * collector of traces and `PARLOUR_TRACE_SHARE` the share of them (1), `PARLOUR_LOG_LEVEL` what is logged (`warn`; `info`
 * logs each request's route, status and duration).
 * @throws ParlourError `start/bad-setting`.
 */
export async function observe(environment: NodeJS.ProcessEnv = process.env): Promise<Observation> {
  const token = environment.PARLOUR_METRICS_TOKEN;
  const logLevel = environment.PARLOUR_LOG_LEVEL || 'warn';
  if (!levels.includes(logLevel)) throw badSetting('PARLOUR_LOG_LEVEL', `one of ${levels.join(', ')}`);
  const share = Number(environment.PARLOUR_TRACE_SHARE || 1);
  if (!(share >= 0 && share <= 1))
    throw badSetting('PARLOUR_TRACE_SHARE', 'a share from 0 to 1, such as 0.1');
  const end = await startTracing({
    endpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT,
    share,
  });
  return {
    registry: processRegistry(),
    ...(token && { metricsTokenHash: createHash('sha256').update(token).digest() }),
    logLevel,
    end,
  };
}

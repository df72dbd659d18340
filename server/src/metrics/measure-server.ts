import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import type { Database } from '../database/connect.ts';
import { measureInstallation } from './installation-metrics.ts';
import { mayReadMetrics } from './metrics-access.ts';
import { measureRequests } from './request-metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

export interface MetricsOptions {
  /** Where this process gathers what it measures; its own where none is given. */
  readonly registry?: Registry;
  /** SHA-256 of the token that opens `/metrics` to other machines; none: this machine alone. */
  readonly metricsTokenHash?: Uint8Array;
}

/** Measures a server and what it can see of the installation, and shows it at `/metrics`. */
export function measureServer(
  server: FastifyInstance,
  options: MetricsOptions & { readonly database: Database; readonly folder?: string },
): void {
  const { registry = new Registry(), metricsTokenHash, database, folder } = options;
  measureRequests(server, registry);
  measureInstallation(registry, { database, ...(folder !== undefined && { folder }) });
  serveMetrics(server, registry, mayReadMetrics(metricsTokenHash));
}

import { trace } from '@opentelemetry/api';

/** Where and as what spans are sent. */
export interface TracingOptions {
  /** The collector's OTLP/HTTP address, such as `http://collector:4318`; undefined: no spans are made. */
  readonly endpoint: string | undefined;
  /** Share of requests and jobs that are traced, 0 to 1; 1 by default. */
  readonly share?: number;
  readonly serviceName?: string;
}

/**
 * Sends spans of requests and jobs to a collector, where an operator names one. What is in a span: `trace-requests.ts`,
 * `trace-jobs.ts`. @returns how to send what is left and end.
 */
export async function startTracing({
  endpoint,
  share = 1,
  serviceName = 'parlour',
}: TracingOptions): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => undefined;
  const [{ BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new TraceIdRatioBasedSampler(share),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
          timeoutMillis: 2_000,
        }),
      }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.shutdown().catch(() => undefined);
    trace.disable();
  };
}

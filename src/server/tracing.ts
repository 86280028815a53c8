import type { Settings } from '../kernel/settings.ts'

/**
 * Sends the operations' spans to a collector over OTLP/HTTP when one is set; otherwise nothing is loaded and a span
 * costs nothing. Returns what flushes and ends it.
 */
export async function startTracing(settings: Settings): Promise<() => Promise<void>> {
  if (settings.otlpEndpoint === null) return async () => {}
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${settings.otlpEndpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
  provider.register()
  return () => provider.shutdown()
}

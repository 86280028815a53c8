import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Database } from './database.ts'

export type Metrics = {
  operation(name: string, outcome: string, ms: number): void
  request(method: string, route: string, status: number, ms: number): void
  text(): Promise<string>
  contentType: string
}

export function metricsFor(database: Database): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const operations = new Histogram({
    name: 'terrace_operation_seconds',
    help: 'Time an operation took, by outcome (done, a refusal code, error)',
    labelNames: ['operation', 'outcome'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  const requests = new Histogram({
    name: 'terrace_http_request_seconds',
    help: 'Time a request took, by kind of route and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const statements = new Counter({
    name: 'terrace_sql_statements_total',
    help: 'SQL statements sent, transaction control included',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(database.statements.count)
    },
  })
  const up = new Gauge({ name: 'terrace_up', help: 'Always 1', registers: [registry] })
  up.set(1)
  void statements
  return {
    operation: (name, outcome, ms) => operations.observe({ operation: name, outcome }, ms / 1000),
    request: (method, route, status, ms) =>
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

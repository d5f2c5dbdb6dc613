/** Health for machines that watch, and measurements for this machine only. */
import { Hono } from 'hono'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { App } from '../app.ts'
import { contentGeneration } from '../content-generation.ts'

export interface Operations {
  readonly routes: Hono
  /** Notes one answered request. */
  note(kind: string, status: number, seconds: number): void
}

export function createOperations(app: App): Operations {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answered = new Counter({ name: 'putokaz_requests_total', help: 'Requests answered', labelNames: ['kind', 'status'], registers: [registry] })
  const seconds = new Histogram({
    name: 'putokaz_request_seconds',
    help: 'Seconds to answer',
    labelNames: ['kind'],
    registers: [registry],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
  })
  const routes = new Hono()
  routes.get('/health/live', (c) => c.json({ status: 'live' }))
  routes.get('/health/ready', async (c) => {
    const database = await contentGeneration(app.db).then(
      () => true,
      () => false,
    )
    return c.json({ status: database ? 'ready' : 'not-ready', epoch: app.epoch }, database ? 200 : 503)
  })
  routes.get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }))
  return {
    routes,
    note(kind, status, duration) {
      answered.inc({ kind, status: String(status) })
      seconds.observe({ kind }, duration)
    },
  }
}

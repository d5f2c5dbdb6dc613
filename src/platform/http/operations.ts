/** Health for machines that watch, and measurements for this machine only. */
import { Hono } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { App } from '../app.ts'
import { contentGeneration } from '../content-generation.ts'
import { errorFields } from '../log.ts'

export interface Operations {
  readonly routes: Hono
  /** Notes one answered request. */
  note(kind: string, status: number, seconds: number): void
}

/** A figure that is read when somebody asks for it; with a label, one figure for each of its values. */
export interface Measure {
  readonly name: string
  readonly help: string
  readonly label?: string
  read(app: App): Promise<number | Readonly<Record<string, number>>>
}

export function createOperations(app: App, measures: readonly Measure[] = []): Operations {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const measure of measures) addGauge(app, registry, measure)
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

/** One that can't be read is left out: the others are what one needs when something is broken. */
function addGauge(app: App, registry: Registry, { name, help, label, read }: Measure): void {
  new Gauge({
    name,
    help,
    labelNames: label === undefined ? [] : [label],
    registers: [registry],
    async collect() {
      // Without labels a gauge that is reset says 0, which would be taken for a figure.
      if (label === undefined) this.remove()
      else this.reset()
      const found = await read(app).catch((error: unknown) => void app.log.warn('measure not read', { name, ...errorFields(error) }))
      if (typeof found === 'number') this.set(found)
      else if (found && label !== undefined) for (const [value, figure] of Object.entries(found)) this.set({ [label]: value }, figure)
    },
  })
}

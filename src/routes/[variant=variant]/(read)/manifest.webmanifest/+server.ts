import type { RequestHandler } from './$types'
import { appManifest } from './app-manifest.ts'

export const GET: RequestHandler = ({ locals: { variant, centre } }) =>
  new Response(JSON.stringify(appManifest(centre.name, variant)), { headers: { 'content-type': 'application/manifest+json' } })

import { createServer } from 'node:http'

process.once('message', (message) => {
  const { body, headers } = message as { body: string; headers: Record<string, string> }
  const bytes = Buffer.from(body, 'base64')
  createServer((_request, response) => {
    response.writeHead(200, { ...headers, 'content-length': bytes.length })
    response.end(bytes)
  }).listen(Number(process.argv[2]), 'localhost')
})
process.once('SIGTERM', () => process.exit())

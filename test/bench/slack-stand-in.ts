import { once } from 'node:events'
import { createServer } from 'node:http'
import { TEAM } from './click.ts'

const identity = { team_id: TEAM, team: 'Bench', bot_id: 'B0MENTOR01', user_id: 'U0MENTORBT' }

/** A Web API that accepts everything at once, and keeps only how often each message was changed, by its `ts`. */
export const startStandIn = async () => {
  const updates = new Map<string, number>()
  let answered = 0
  const answerTo = (method: string | undefined, body: string) => {
    if (method === 'auth.test') return identity
    const changed = new URLSearchParams(body).get('ts')
    if (method === 'chat.update' && changed !== null) updates.set(changed, (updates.get(changed) ?? 0) + 1)
    return { channel: 'D0BENCH', ts: changed ?? `1790000001.${answered}` }
  }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.once('end', () => {
      answered += 1
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ok: true, ...answerTo(request.url?.split('/').at(-1), body) }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    apiUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    updates,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

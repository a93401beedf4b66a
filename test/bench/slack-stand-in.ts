import { once } from 'node:events'
import { createServer } from 'node:http'
import { TEAM } from './click.ts'

export type StandIn = { apiUrl: string; stop(): void }

/** A Web API that takes everything at once and keeps nothing. */
export const startStandIn = async (): Promise<StandIn> => {
  let posted = 0
  const answers: Record<string, object> = {
    'auth.test': { team_id: TEAM, team: 'Bench', bot_id: 'B0MENTOR01', user_id: 'U0MENTORBT' },
  }
  const server = createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      posted += 1
      const method = request.url?.split('/').at(-1) ?? ''
      const answer = answers[method] ?? { channel: 'D0BENCH', ts: `1790000001.${posted}` }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ok: true, ...answer }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    apiUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

import { once } from 'node:events'
import { createServer } from 'node:http'

/** A call of the app's: in which workspace, by its token, and all that it said. */
export type Heard = { workspace: string; method: string; said: string }

export const tokenOf = (workspace: string) => `xoxb-${workspace}`

/**
 * A Web API of as many workspaces as there are: whose a call is says its token alone. It knows the same members everywhere,
 * each with a name that says where they are.
 * @param nameOf a member's name in a workspace
 */
export const slackOfMany = async (nameOf: (workspace: string, member: string) => string) => {
  const heard: Heard[] = []
  const strangers: string[] = []
  let answered = 0
  const answerTo = (workspace: string, method: string, fields: URLSearchParams) => {
    const id = fields.get('user') ?? ''
    switch (method) {
      case 'users.info':
        return {
          user: { id, team_id: workspace, tz: 'UTC', profile: { display_name: nameOf(workspace, id) } },
        }
      case 'conversations.open':
        return { channel: { id: `D${fields.get('users')}` } }
      default:
        return { channel: fields.get('channel'), ts: `1790000000.${answered}`, view: { id: `V${answered}` } }
    }
  }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.once('end', () => {
      answered += 1
      const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
      const workspace = /^xoxb-(T0W\d+)$/.exec(token)?.[1]
      const method = request.url?.split('/').at(-1) ?? ''
      if (!workspace) strangers.push(`${method} ${token}`)
      const fields = new URLSearchParams(body)
      heard.push({ workspace: workspace ?? '', method, said: [...fields.values()].join(' ') })
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ok: true, ...answerTo(workspace ?? '', method, fields) }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    apiUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    heard,
    /** Calls with a token of nobody's. */
    strangers,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

import type { IncomingHttpHeaders } from 'node:http'
import type { World } from './state/world.ts'
import { keepUpload } from './web-api/files.ts'
import { callMethod } from './web-api/methods.ts'
import { answerResponseUrl } from './web-api/response-url.ts'

/** A request as it came in. `kind` and `rest`: `/api/users.info` is `api` and `users.info`. */
export type Incoming = {
  verb: string
  url: URL
  /** The workspace that its address names: `/team/<id>/response/…`. */
  team?: string
  kind: string
  rest: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export type Reply = {
  status: number
  body: string
  contentType?: string
  headers?: { [name: string]: string }
  breaches?: string[]
}

/** Who answers a request, in whose log it stands, and whose faults may strike it. */
export type Desk = Pick<World, 'clock' | 'log' | 'faults'> & { answer(): Reply }

export const deskOf = (world: World, incoming: Incoming): Desk => ({
  clock: world.clock,
  log: world.log,
  faults: world.faults,
  answer: () => answer(world, incoming),
})

/** What a workspace answers: `api/<method>`, `response/<token>`, `upload/<id>` and `files/<id>` (text files). */
const answer = (world: World, { kind, rest, headers, url, body }: Incoming): Reply => {
  if (kind === 'api') {
    const call = { method: rest, headers, query: url.searchParams, body: body.toString('utf8') }
    const reply = asReply(callMethod(world, call))
    // Slack says with each answer what was granted: docs.slack.dev/authentication/installing-with-oauth
    return world.scopes ? { ...reply, headers: { 'x-oauth-scopes': world.scopes.join(',') } } : reply
  }
  if (kind === 'response') {
    return { ...answerResponseUrl(world, rest, body.toString('utf8')), contentType: 'text/plain' }
  }
  if (kind === 'upload') {
    const isKept = keepUpload(world, rest, headers['content-type'] ?? '', body)
    return isKept
      ? { status: 200, body: `OK - ${body.length}`, contentType: 'text/plain' }
      : { status: 404, body: 'no such upload', breaches: ['upload to an unknown or used URL'] }
  }
  const file = kind === 'files' ? world.state.files[rest.split('/')[0] ?? ''] : undefined
  if (file && isAdmitted(world, headers)) {
    return {
      status: 200,
      body: Buffer.from(file.base64, 'base64').toString('utf8'),
      contentType: file.name.endsWith('.ics') ? 'text/calendar' : 'text/plain',
    }
  }
  return nothingThere(url)
}

const isAdmitted = ({ installed }: World, { authorization }: IncomingHttpHeaders) =>
  'scopes' in installed.admit(authorization?.replace(/^Bearer /, '') ?? '')

export const asReply = ({ body, breaches }: { body: unknown; breaches: string[] }): Reply => ({
  status: 200,
  body: JSON.stringify(body),
  breaches,
})

export const nothingThere = ({ pathname }: URL): Reply => ({
  status: 404,
  body: '{"ok":false,"error":"not_found"}',
  // A browser that was led to Slack's pages asks for this by itself.
  breaches: pathname === '/favicon.ico' ? [] : [`no such path: ${pathname}`],
})

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { ValiError } from 'valibot'
import { isPerson } from '../slack/state/state.ts'
import { carryOut, readAct } from './acts.ts'
import { fileOf } from './files.ts'
import { refusal } from './gate.ts'
import { liveWindows } from './live.ts'
import type { PageFiles } from './page-files.ts'
import type { Workbench } from './page-state.ts'
import { portrait } from './portrait.ts'
import { CALENDARS } from './served-calendars.ts'
import type { ActAnswer } from './wire.ts'

/** The page loads nothing from elsewhere except pictures that the app shows, and may not be framed. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: https: http://127.0.0.1:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const shell = (title: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/sandbox/icon.svg">
<link rel="stylesheet" href="/sandbox/page.css">
<script type="module" src="/sandbox/page.js"></script>
</head>
<body><noscript>The sandbox needs JavaScript.</noscript></body>
</html>
`

const MAX_BODY = 200_000

type PageServerParts = {
  bench: Workbench
  files: PageFiles
  /** Something worth keeping has changed that the local Slack does not announce. */
  touched(): void
  /** The clock has moved forward. */
  moved(): void
}

/** Where members' pictures are. */
export const PEOPLE = '/sandbox/people/'

/** Serves the page, what it shows and what it does: everything under `/` and `/sandbox/`. */
export const pageServer = ({ bench, files, ...told }: PageServerParts) => {
  const live = liveWindows(bench)
  const hands = {
    bench,
    moved: told.moved,
    touched: () => {
      told.touched()
      live.changed()
    },
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const refused = refusal(request)
    if (refused) return send(response, 403, 'text/plain; charset=utf-8', refused)
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const route = `${request.method} ${url.pathname}`
    if (route === 'GET /') return send(response, 200, 'text/html; charset=utf-8', shell('Mentorship sandbox'))
    if (route === 'GET /sandbox/page.js')
      return send(response, 200, 'text/javascript; charset=utf-8', files.script)
    if (route === 'GET /sandbox/page.css') return send(response, 200, 'text/css; charset=utf-8', files.style)
    if (route === 'GET /sandbox/icon.svg') return send(response, 200, 'image/svg+xml', files.icon)

    if (route === 'GET /sandbox/log') {
      const entry = bench.slack.requests.find(({ id }) => id === Number(url.searchParams.get('id')))
      return entry ? sendJson(response, 200, entry) : sendJson(response, 404, {})
    }
    if (request.method === 'GET' && url.pathname.startsWith(PEOPLE)) {
      const member = bench.slack.state.members[url.pathname.slice(PEOPLE.length).replace(/\.svg$/, '')]
      return member
        ? send(response, 200, 'image/svg+xml', portrait(member))
        : send(response, 404, 'text/plain', 'nobody of that id')
    }
    if (request.method === 'GET' && url.pathname.startsWith(CALENDARS))
      return bench.calendars.answer(url.pathname, response)
    const memberId = actingAs(bench, url.searchParams.get('as'))
    if (route === 'GET /sandbox/live') {
      return live.open(memberId, url.searchParams.get('window') ?? '', response)
    }
    if (request.method === 'GET' && url.pathname.startsWith('/sandbox/files/')) {
      const file = fileOf(bench.slack, memberId, url.pathname.split('/')[3] ?? '')
      if (!file) return send(response, 404, 'text/plain', 'no such file')
      response.setHeader(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      return send(response, 200, 'application/octet-stream', file.bytes)
    }
    if (route === 'POST /sandbox/act') {
      const answer = await act(memberId, request)
      return sendJson(response, answer.refused === undefined ? 200 : 400, answer)
    }
    send(response, 404, 'text/plain', 'nothing here')
  }

  const act = async (memberId: string, request: IncomingMessage): Promise<ActAnswer> => {
    try {
      return await carryOut(hands, memberId, readAct(JSON.parse(await readBody(request))))
    } catch (error) {
      if (error instanceof ValiError) return { refused: `no act of the page's: ${error.message}` }
      return { refused: error instanceof Error ? error.message : String(error) }
    }
  }

  const listener: RequestListener = (request, response) => {
    serve(request, response).catch(() => response.destroy())
  }
  return { listener, changed: live.changed, close: live.close }
}

/** The member whose handle `?as=` gives; the workspace's first member if it names nobody one can act as. */
const actingAs = ({ slack }: Workbench, handle: string | null) => {
  const people = Object.values(slack.state.members).filter(isPerson)
  return (people.find((member) => member.handle === handle) ?? people[0])?.id ?? ''
}

const send = (response: ServerResponse, status: number, contentType: string, body: string | Buffer) => {
  response.writeHead(status, { 'content-type': contentType, ...HEADERS })
  response.end(body)
}

const sendJson = (response: ServerResponse, status: number, body: unknown) =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body))

const readBody = async (request: IncomingMessage) => {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MAX_BODY) throw new Error('that is too much at once')
  }
  return text
}

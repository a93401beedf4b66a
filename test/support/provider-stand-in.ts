import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/time/time.ts'

export type Asked = {
  method: string
  /** Below the API's base, and decoded. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

export type Reply = { status: number; json?: unknown; headers?: Record<string, string> }

/** What a provider does with a call besides, or in place of, what it should. */
export type Misbehaviour = {
  /** Whether it does first what it was asked to do, so that only the answer is wrong. */
  works: boolean
  answer: RequestListener
}

/** It does what it was asked to do, and its answer never arrives. */
export const lostReply: Misbehaviour = { works: true, answer: (request) => void request.socket.destroy() }

export const refusal = (reply: Reply): Misbehaviour => ({
  works: false,
  answer: (_, response) => send(response, reply),
})

export type Operation = {
  name: string
  /** Any one of these is enough. */
  scopes: readonly string[]
  answer(asked: Asked): Reply
}

export type ProviderRules = {
  paths: { authorize: string; token: string; api: string }
  operationOf(asked: Asked): Operation | undefined
  /** An error as this provider words it. */
  refuse(status: number, code: string): Reply
  /** Whether what was asked for on the consent page includes access that lasts. */
  isLasting(asked: URLSearchParams): boolean
  /** Each refresh token is good once. */
  rotates: boolean
  /** The next answer is about this account. */
  enter(account: string): void
}

/** The account whose owner consents, unless it is another. */
export const USUAL_ACCOUNT = 'the usual one'

type Grant = { account: string; scopes: readonly string[]; isRevoked: boolean }
type Code = { grant: Grant; challenge: string; redirectUri: string; isLasting: boolean; until: Instant }

const LASTS = HOUR

/**
 * Stands in for a provider of calendars, over HTTP on this machine: its consent page, its tokens, and the API that `rules`
 * adds. Its time is the clock's.
 */
export const providerStandIn = async (
  rules: ProviderRules,
  clock: Clock,
  /** Stops it after the test; or something else, which then has to call `stop`. */
  atEnd: (stop: () => void) => void = onTestFinished,
) => {
  const client = { clientId: 'the-client', clientSecret: 'the-secret' }
  const codes = new Map<string, Code>()
  const access = new Map<string, { grant: Grant; until: Instant }>()
  const refresh = new Map<string, Grant>()
  const planted: { name: string | undefined; fault: Misbehaviour; after: number; left: number }[] = []
  /** Names of the operations that were called, in order; one that was refused for its token too. */
  const asked: string[] = []
  /** What was asked in them. */
  const calls: Asked[] = []
  let made = 0
  const next = (what: string) => {
    made += 1
    return `${what}-${made}`
  }

  const tokensFor = (grant: Grant, lasts: boolean) => {
    const token = next('access')
    access.set(token, { grant, until: clock.now() + LASTS })
    const renewing = lasts ? next('refresh') : undefined
    if (renewing !== undefined) refresh.set(renewing, grant)
    return {
      ...{ access_token: token, token_type: 'Bearer', expires_in: LASTS / SECOND },
      scope: grant.scopes.join(' '),
      ...(renewing !== undefined && { refresh_token: renewing }),
    }
  }

  /** What the owner of the calendar says on the consent page. */
  const owner = {
    account: USUAL_ACCOUNT,
    consents: true,
    /** Which of the scopes that are asked for they leave ticked. */
    allows: (_scope: string): boolean => true,
  }

  const authorize = (query: URLSearchParams): Reply => {
    const redirectUri = query.get('redirect_uri')
    const isAsked =
      query.get('client_id') === client.clientId &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256'
    const challenge = query.get('code_challenge')
    if (!redirectUri || !isAsked || !challenge) return { status: 400, json: { error: 'invalid_request' } }
    const back = new URL(redirectUri)
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    if (owner.consents) {
      const code = next('code')
      const wanted = (query.get('scope') ?? '').split(' ')
      const scopes = wanted.filter((scope) => owner.allows(scope))
      const grant = { account: owner.account, scopes, isRevoked: false }
      const isLasting = rules.isLasting(query)
      codes.set(code, { grant, challenge, redirectUri, isLasting, until: clock.now() + 10 * MINUTE })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    return { status: 302, headers: { location: back.href } }
  }

  const token = (form: URLSearchParams): Reply => {
    const no = (error: string, status = 400): Reply => ({ status, json: { error } })
    if (form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret)
      return no('invalid_client', 401)
    if (form.get('grant_type') === 'authorization_code') {
      const given = form.get('code') ?? ''
      const code = codes.get(given)
      codes.delete(given)
      const verified = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const isGood =
        code &&
        code.until > clock.now() &&
        code.challenge === verified &&
        code.redirectUri === form.get('redirect_uri')
      return isGood ? { status: 200, json: tokensFor(code.grant, code.isLasting) } : no('invalid_grant')
    }
    if (form.get('grant_type') !== 'refresh_token') return no('unsupported_grant_type')
    const given = form.get('refresh_token') ?? ''
    const grant = refresh.get(given)
    if (!grant || grant.isRevoked) return no('invalid_grant')
    if (rules.rotates) refresh.delete(given)
    return { status: 200, json: tokensFor(grant, rules.rotates) }
  }

  const api = (call: Asked, operation: Operation | undefined): Reply => {
    const [, bearer = ''] = /^Bearer (.+)$/.exec(call.headers.authorization ?? '') ?? []
    const known = access.get(bearer)
    if (!known || known.until <= clock.now() || known.grant.isRevoked)
      return rules.refuse(401, 'unauthenticated')
    if (!operation) return rules.refuse(404, 'notFound')
    const isAllowed = operation.scopes.some((scope) => known.grant.scopes.includes(scope))
    if (!isAllowed) return rules.refuse(403, 'insufficientPermissions')
    rules.enter(known.grant.account)
    return operation.answer(call)
  }

  /** What becomes of calls for which nothing is planted. */
  const weather = { fault: (_name?: string): Misbehaviour | undefined => undefined }
  const faultFor = (name: string | undefined) => {
    const fault = planted.find((one) => one.left > 0 && (one.name === undefined || one.name === name))
    if (!fault) return weather.fault(name)
    if (fault.after > 0) {
      fault.after -= 1
      return undefined
    }
    fault.left -= 1
    return fault.fault
  }

  const { paths } = rules
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const text = await textOf(request)
    const call: Asked = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname.slice(paths.api.length)),
      query: url.searchParams,
      headers: request.headers,
      body: request.headers['content-type'] === 'application/json' ? JSON.parse(text) : {},
    }
    const operation = url.pathname.startsWith(`${paths.api}/`) ? rules.operationOf(call) : undefined
    const name =
      url.pathname === paths.authorize
        ? 'authorize'
        : url.pathname === paths.token
          ? 'token'
          : operation?.name
    asked.push(name ?? `${call.method} ${url.pathname}`)
    calls.push(call)
    const fault = faultFor(name)
    const reply = () => {
      if (name === 'authorize') return authorize(url.searchParams)
      return name === 'token' ? token(new URLSearchParams(text)) : api(call, operation)
    }
    if (!fault) return send(response, reply())
    if (fault.works) reply()
    fault.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  atEnd(stop)
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ client, asked, calls, owner, origin, weather, stop },
    places: {
      authorize: origin + paths.authorize,
      token: origin + paths.token,
      api: origin + paths.api,
    },
    /** The next calls, of that operation or of any, go wrong. @param after so many that do not */
    plant: (
      fault: Misbehaviour,
      { times = 1, after = 0, name }: { times?: number; after?: number; name?: string } = {},
    ) => void planted.push({ name, fault, after, left: times }),
    /** Nothing that is planted happens any more. */
    behave: () => void planted.splice(0),
    /** Consent without a browser. */
    grant: (...scopes: readonly string[]) =>
      tokensFor({ account: owner.account, scopes, isRevoked: false }, true),
    /** Its owner takes every consent back. */
    revoke: () => {
      for (const { grant } of access.values()) grant.isRevoked = true
      for (const grant of refresh.values()) grant.isRevoked = true
    },
  }
}

/** What each account has of something, and which of them the answer at hand is about. */
export const byAccount = <Has>(make: () => Has) => {
  const all = new Map<string, Has>()
  const of = (account: string): Has => {
    const has = all.get(account) ?? make()
    all.set(account, has)
    return has
  }
  let entered = of(USUAL_ACCOUNT)
  return {
    of,
    here: () => entered,
    enter: (account: string) => {
      entered = of(account)
    },
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const send = (response: Parameters<RequestListener>[1], { status, json, headers = {} }: Reply): void => {
  response.writeHead(status, {
    ...(json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  })
  response.end(json === undefined ? undefined : JSON.stringify(json))
}

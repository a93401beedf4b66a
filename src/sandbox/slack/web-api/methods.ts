import type { IncomingHttpHeaders } from 'node:http'
import { type JsonObject, textAt } from '../json.ts'
import type { Refused } from '../state/installed.ts'
import type { World } from '../state/world.ts'
import { type Answer, type Method, refuse, refuseBreach } from './answer.ts'
import { missingArguments, readArguments } from './arguments.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import { people } from './people.ts'
import { missingScope } from './scopes.ts'
import { views } from './views.ts'

const methods: { [name: string]: Method } = { ...people, ...conversations, ...chat, ...views, ...files }

export type ApiCall = { method: string; headers: IncomingHttpHeaders; query: URLSearchParams; body: string }

/** Answers one Web API call. It changes nothing but the world's state: faults and the log belong to the server. */
export const callMethod = (world: World, { method: name, headers, query, body }: ApiCall): Answer => {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  const args = readArguments(method, headers, body, query)
  const token = tokenOf(headers, args)
  if (!token) return noToken()
  const admitted = world.installed.admit(token)
  if ('error' in admitted) return refuseToken(admitted)
  if (!method) return refuseBreach('unknown_method', `${name} is not one that the local Slack has`)
  if (!args) {
    const isForm = !headers['content-type']?.startsWith('application/json')
    return refuseBreach(isForm ? 'invalid_form_data' : 'invalid_json', 'the body does not parse')
  }
  const called: World = { ...world, scopes: admitted.scopes }
  const lacking = method.scopes && missingScope(called, name, method.scopes)
  return lacking ?? missingArgument(method, args) ?? method.run(called, args)
}

/** The token that a call carries, in its header or among its arguments. */
export const tokenOf = (headers: IncomingHttpHeaders, args: JsonObject | undefined) =>
  /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? textAt(args, 'token')

export const refuseToken = ({ error, breach }: Refused) =>
  breach ? refuseBreach(error, breach) : refuse(error)

export const noToken = () => refuseBreach('not_authed', 'no token')

const missingArgument = (method: Method, args: Parameters<Method['run']>[1]): Answer | undefined => {
  const missing = missingArguments(method, args)
  if (missing.length === 0) return undefined
  const lines = missing.map((name) => `[ERROR] missing required field: ${name}`)
  return refuseBreach('invalid_arguments', `missing ${missing.join(', ')}`, lines)
}

import type { IncomingHttpHeaders } from 'node:http'
import { isObject, type JsonObject, parseJson } from '../json.ts'
import type { Method } from './answer.ts'

/** Arguments from the query and a JSON or form body; undefined if the body does not parse. */
export const readArguments = (
  method: Method | undefined,
  headers: IncomingHttpHeaders,
  body: string,
  query: URLSearchParams,
): JsonObject | undefined => {
  const fromQuery = Object.fromEntries(query)
  if (headers['content-type']?.startsWith('application/json')) {
    const parsed = body === '' ? {} : parseJson(body)
    return isObject(parsed) ? parseFields(method, { ...fromQuery, ...parsed }) : undefined
  }
  return parseFields(method, { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) })
}

const parseFields = (method: Method | undefined, args: JsonObject): JsonObject | undefined => {
  const parsed: JsonObject = { ...args }
  for (const name of method?.json ?? []) {
    const value = parsed[name]
    if (typeof value !== 'string') continue
    const json = parseJson(value)
    if (json === undefined) return undefined
    parsed[name] = json
  }
  return parsed
}

/** The missing arguments, as Slack names them. */
export const missingArguments = (method: Method, args: JsonObject) =>
  (method.required ?? []).filter((name) => args[name] === undefined || args[name] === '')

export const isTrue = (value: unknown) => value === true || value === 'true' || value === '1' || value === 1

import type { Chance } from '../../support/chance.ts'

/** A body as Slack would send it, with its media type. */
export type Body = { contentType: string; body: string }

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const FORM = 'application/x-www-form-urlencoded'

const deep = (depth: number): Json => {
  let value: Json = {}
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { deeper: value }
  return value
}

const nasty: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e300,
  () => 2 ** 53,
  () => 4_102_444_800,
  () => '',
  () => ' ',
  () => 'null',
  () => '[1,{}]',
  () => '\0',
  () => 'half \ud800 of a pair',
  () => '\u202e turned \u2028',
  () => 'x'.repeat(3_001),
  () => 'x'.repeat(100_000),
  () => "'; drop table requests; --",
  () => '<!channel> <@U0ADA00001> &amp;',
  () => 'U0NOBODY01',
  () => 'W0ADA00001',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => '019ab000-0000-7000-8000-000000000000',
  () => [],
  () => [null],
  () => ({}),
  () => ({ id: null }),
  () => ({ id: 'U0ADA00001', value: 'x', type: 'modal' }),
  () => deep(200),
]

/** Every place in a value: its container and key. */
const places = (value: Json, found: { holder: Json[] | { [key: string]: Json }; key: string }[] = []) => {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push({ holder: value, key })
    places(inner, found)
  }
  return found
}

const at = (holder: Json[] | { [key: string]: Json }, key: string): Json =>
  (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null

export const put = (holder: Json[] | { [key: string]: Json }, key: string, value: Json) => {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Names that mean something to Slack, to Bolt or to us. */
const names = `
  type event command name actions view user team channel ssl_check function_data payload challenge authorizations
  enterprise item message callback_id __proto__`
  .trim()
  .split(/\s+/)

/** Looks inside strings that are JSON themselves, as buttons and modals carry them. */
const changeInside = (text: string, chance: Chance, others: readonly Json[]): string => {
  try {
    const parsed: Json = JSON.parse(text)
    return typeof parsed === 'object' ? JSON.stringify(change(parsed, chance, others)) : text
  } catch {
    const from = chance.upTo(text.length + 1)
    return (
      text.slice(0, from) + chance.one(['', '\0', '"', '<', '%', 'é']) + text.slice(from + chance.upTo(3))
    )
  }
}

/** Makes one to three changes somewhere in the value. */
const change = (original: Json, chance: Chance, others: readonly Json[]): Json => {
  const value = structuredClone(original)
  for (let changes = 1 + chance.upTo(3); changes > 0; changes -= 1) {
    const found = places(value)
    if (found.length === 0) return chance.one(nasty)()
    const { holder, key } = chance.one(found)
    const kind = chance.upTo(8)
    if (kind <= 2) put(holder, key, chance.one(nasty)())
    else if (kind === 3 && Array.isArray(holder)) holder.splice(Number(key), 1)
    else if (kind === 3 && !Array.isArray(holder)) delete holder[key]
    else if (kind === 4) put(holder, chance.one(names), chance.one(nasty)())
    else if (kind === 5) {
      const foreign = chance.one(places(chance.one(others)))
      put(holder, key, structuredClone(at(foreign.holder, foreign.key)))
    } else {
      const inner = at(holder, key)
      if (typeof inner === 'string') put(holder, key, changeInside(inner, chance, others))
      else put(holder, key, chance.one(nasty)())
    }
  }
  return value
}

export const parsedOf = ({ contentType, body }: Body): Json => {
  if (contentType === 'application/json') return JSON.parse(body)
  const fields = Object.fromEntries(new URLSearchParams(body))
  return fields.payload === undefined ? fields : JSON.parse(fields.payload)
}

export const write = (value: Json, like: Body): Body => {
  if (like.contentType === 'application/json') return { ...like, body: JSON.stringify(value) }
  if (new URLSearchParams(like.body).has('payload')) {
    return { ...like, body: new URLSearchParams({ payload: JSON.stringify(value) }).toString() }
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const fields = Object.entries(isObject ? value : { payload: value })
  const text = fields.map(([key, one]): [string, string] => [
    key,
    typeof one === 'string' ? one : JSON.stringify(one),
  ])
  return { ...like, body: new URLSearchParams(text).toString() }
}

/** Changes the bytes rather than their meaning. */
const bytes: readonly ((body: Body, chance: Chance) => Body)[] = [
  ({ contentType, body }, { upTo }) => ({ contentType, body: body.slice(0, upTo(body.length)) }),
  ({ contentType, body }) => ({ contentType, body: `${body}${body}` }),
  ({ contentType, body }) => ({ contentType, body: `${body}&${body}` }),
  ({ contentType, body }, { upTo }) => {
    const at = upTo(body.length)
    return { contentType, body: body.slice(0, at) + String.fromCharCode(upTo(256)) + body.slice(at + 1) }
  },
  ({ body }, { one }) => ({
    body,
    contentType: one(['', 'text/plain', 'application/json', FORM, 'multipart/form-data']),
  }),
  ({ contentType, body }) => ({ contentType: `${contentType}; charset=utf-16`, body }),
  ({ contentType }, { one }) => ({
    contentType,
    body: one(['', 'null', 'payload=null', 'payload=', '[]', '"x"', '0', '{}', 'payload=[]', 'payload={}']),
  }),
]

/** Makes mutants of the recorded bodies. */
export const mutants = (recorded: readonly Body[], chance: Chance): (() => Body) => {
  const read = recorded.map((body) => ({ body, parsed: parsedOf(body) }))
  const others = read.map(({ parsed }) => parsed)
  return () => {
    const { body, parsed } = chance.one(read)
    if (chance.draw() < 0.15) return chance.one(bytes)(body, chance)
    return write(change(parsed, chance, others), body)
  }
}

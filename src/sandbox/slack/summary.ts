import { isObject, type JsonObject, objectAt, objectsAt, parseJson, textAt } from './json.ts'

/**
 * One line on what a request is about, for a list of requests: who, which command, action, view or event,
 * where to, and how its text begins.
 */
export const summarise = (body: string): string => {
  const payload = readPayload(body)
  const view = objectAt(payload, 'view') ?? jsonAt(payload, 'view')
  const blocks = objectsAt(view ?? payload, 'blocks').length || objectsAt(jsonList(payload), 'blocks').length
  const parts = [
    textAt(objectAt(payload, 'user'), 'username') ?? textAt(payload, 'user_name'),
    textAt(payload, 'command'),
    textAt(objectAt(payload, 'event'), 'type'),
    textAt(objectAt(payload, 'event'), 'user'),
    ...objectsAt(payload, 'actions').map((action) => textAt(action, 'action_id')),
    textAt(payload, 'callback_id') ?? (view && (textAt(view, 'callback_id') || textAt(view, 'type'))),
    named(payload, 'user_id'),
    named(payload, 'user'),
    named(payload, 'channel'),
    named(payload, 'channel_id'),
    named(payload, 'ts'),
    quoted(textAt(payload, 'text')),
    blocks > 0 ? `${blocks} block${blocks === 1 ? '' : 's'}` : undefined,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(' · ')
}

/** The channel that a request names, and the message in it. */
export const messageNamed = (body: string): { channel?: string; ts?: string } => {
  const payload = readPayload(body)
  const [channel, ts] = [textAt(payload, 'channel'), textAt(payload, 'ts')]
  return { ...(channel !== undefined && { channel }), ...(ts !== undefined && { ts }) }
}

const readPayload = (body: string): JsonObject => {
  const direct = parseJson(body)
  if (isObject(direct)) return direct
  const form = Object.fromEntries(new URLSearchParams(body))
  const inner = parseJson(form.payload ?? '')
  return isObject(inner) ? inner : form
}

const jsonAt = (payload: JsonObject, key: string) => {
  const parsed = parseJson(textAt(payload, key) ?? '')
  return isObject(parsed) ? parsed : undefined
}

/** The blocks of a form-encoded message, which travel as text. */
const jsonList = (payload: JsonObject): JsonObject => ({
  blocks: parseJson(textAt(payload, 'blocks') ?? '') ?? [],
})

const named = (payload: JsonObject, key: string) => {
  const value = textAt(payload, key)
  return value && `${key} ${value}`
}

const quoted = (text: string | undefined) => text && `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`

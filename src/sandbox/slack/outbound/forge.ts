import type { JsonObject } from '../json.ts'
import { optionOf } from '../member/element-values.ts'
import { findButton } from '../member/find.ts'
import type { LoggedRequest } from '../request-log.ts'
import type { Message, View } from '../state/state.ts'
import type { World } from '../state/world.ts'
import type { Place } from './payload-places.ts'
import { actionsPayload } from './payloads.ts'
import { signedHeaders } from './signing.ts'
import { type AppAnswer, sendToApp } from './to-app.ts'

/**
 * A request that Slack would not send. It has exactly one body: `payload` (an interaction), `form` (a command),
 * `event` (a whole envelope) or `raw`. By default its signature is genuine. Refusing it is no breach by the app.
 */
export type Forgery = {
  signature?: 'genuine' | 'none' | 'wrong' | 'stale'
  headers?: { [name: string]: string }
  name?: string
} & (
  | { payload: JsonObject | null }
  | { form: { [field: string]: string } }
  | { event: JsonObject | null }
  | { raw: string; contentType: string }
)

const FORM = 'application/x-www-form-urlencoded'

export const forge = (world: World, forgery: Forgery): Promise<AppAnswer> => {
  const { body, contentType } = encode(forgery)
  return sendToApp(world, {
    name: forgery.name ?? 'forged',
    contentType,
    body,
    judged: false,
    signature: signatureOf(world, body, forgery.signature ?? 'genuine'),
    ...(forgery.headers && { headers: forgery.headers }),
  })
}

const encode = (forgery: Forgery): { body: string; contentType: string } => {
  if ('raw' in forgery) return { body: forgery.raw, contentType: forgery.contentType }
  if ('event' in forgery) return { body: JSON.stringify(forgery.event), contentType: 'application/json' }
  const fields = 'form' in forgery ? forgery.form : { payload: JSON.stringify(forgery.payload) }
  return { body: new URLSearchParams(fields).toString(), contentType: FORM }
}

const TEN_MINUTES = 600_000

const signatureOf = (
  { signingSecret, wallClock }: World,
  body: string,
  kind: 'genuine' | 'none' | 'wrong' | 'stale',
): { [name: string]: string } => {
  if (kind === 'none') return {}
  const secret = kind === 'wrong' ? `${signingSecret}, almost` : signingSecret
  return signedHeaders(secret, body, wallClock.now() - (kind === 'stale' ? TEN_MINUTES : 0))
}

/** Where the click claims to be. A message or view saved earlier makes it a click on something that has changed. */
export type ForgedClick = { button: string; nth?: number } & (
  | { message: Message | undefined }
  | { view: View | undefined }
)

/** A click by anybody on anybody's message or view. @param by the member it claims to come from */
export const forgeClick = (
  world: World,
  by: string,
  on: ForgedClick,
  change: (payload: JsonObject) => JsonObject = (payload) => payload,
): Promise<AppAnswer> => {
  const shown = 'view' in on ? on.view : on.message
  if (!shown) throw new Error('there is nothing to click on')
  const place: Place = 'hash' in shown ? { view: shown } : { message: shown }
  const standing = { place, blocks: shown.blocks, inputs: {}, called: 'what was given' }
  const { target, element, optionValue } = findButton(standing, on.button, on.nth)
  const { options: _options, ...pressed } = element
  const action = {
    ...pressed,
    ...{ action_id: target.actionId, block_id: target.blockId },
    ...(optionValue !== undefined && { selected_option: optionOf(element, optionValue) }),
  }
  const payload = change(actionsPayload(world, by, place, action))
  return forge(world, { payload, name: `forged click ${on.button}` })
}

/** Resends an earlier request to the app byte for byte, with its old signature or (`resign`) a fresh one. */
export const replay = (world: World, { sent, name }: LoggedRequest, { resign = false } = {}) => {
  if (!sent) throw new Error(`${name} was not sent to the app`)
  return sendToApp(world, {
    name: `replayed ${name}`,
    contentType: sent.contentType,
    body: sent.body,
    judged: false,
    signature: resign
      ? { ...sent.headers, ...signedHeaders(world.signingSecret, sent.body, world.wallClock.now()) }
      : sent.headers,
  })
}

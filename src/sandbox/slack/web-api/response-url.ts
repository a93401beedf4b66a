import type { JsonObject } from '../json.ts'
import { isObject, parseJson } from '../json.ts'
import {
  editAsApp,
  findMessage,
  postAsApp,
  removeMessage,
  rewhisper,
  unwhisper,
  whisper,
} from '../state/messages.ts'
import type { ResponseUrl } from '../state/state.ts'
import { useResponseUrl } from '../state/triggers.ts'
import type { World } from '../state/world.ts'
import { readContent } from './content.ts'

export type ResponseUrlAnswer = { status: number; body: string; breaches: string[] }

const taken: ResponseUrlAnswer = { status: 200, body: 'ok', breaches: [] }

/** Carries out what a response URL received: docs.slack.dev/interactivity/handling-user-interaction. */
export const answerResponseUrl = (world: World, token: string, body: string): ResponseUrlAnswer => {
  const found = useResponseUrl(world, token)
  if ('error' in found) return refused(404, found.error, ['a response_url lives 30 min and takes 5 messages'])
  const args = parseJson(body)
  if (!isObject(args)) return refused(400, 'invalid_payload', ['the body is not a JSON object'])
  return respond(world, found.use, args)
}

const refused = (status: number, error: string, why: string[]): ResponseUrlAnswer => ({
  status,
  body: JSON.stringify({ ok: false, error }),
  breaches: why.map((reason) => `${error}: ${reason}`),
})

const respond = (world: World, use: ResponseUrl, args: JsonObject): ResponseUrlAnswer => {
  const { state } = world
  const original = use.ephemeral ? undefined : findMessage(state, use.channel, use.messageTs)
  const whispered = use.ephemeral
    ? state.ephemerals[use.memberId]?.find(({ ts }) => ts === use.messageTs)
    : undefined
  if (args.delete_original === true) {
    if (whispered) unwhisper(world, whispered)
    else if (original?.botId) removeMessage(world, original)
    return taken
  }
  const read = readContent(world, args)
  if ('refusal' in read) {
    const { body, breaches } = read.refusal
    return { status: 400, body: JSON.stringify(body), breaches }
  }
  if (args.replace_original === true && whispered) rewhisper(world, whispered, read.content)
  else if (args.replace_original === true && original?.botId) editAsApp(world, original, read.content)
  else if (args.response_type === 'in_channel') postAsApp(world, use.channel, read.content)
  else whisper(world, use.memberId, use.channel, read.content)
  return { ...taken, breaches: read.warnings }
}

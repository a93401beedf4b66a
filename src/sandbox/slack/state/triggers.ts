import { MINUTE } from './clock.ts'
import { mintToken, mintTriggerId } from './ids.ts'
import type { ResponseUrl, Trigger } from './state.ts'
import type { World } from './world.ts'

/** Slack: a trigger_id lives 3 s and opens one modal; a response_url lives 30 min and takes five messages. */
const TRIGGER_LIFE = 3000
const RESPONSE_URL_LIFE = 30 * MINUTE
const RESPONSE_URL_USES = 5

/** @param viewId the modal that the act came from, which is what allows views.push */
export const newTrigger = ({ state, clock, wallClock }: World, memberId: string, viewId?: string) => {
  for (const [id, trigger] of Object.entries(state.triggers)) {
    if (clock.now() - trigger.at > 20 * TRIGGER_LIFE) delete state.triggers[id]
  }
  const id = mintTriggerId(state)
  state.triggers[id] = {
    memberId,
    at: clock.now(),
    wallAt: wallClock.now(),
    used: false,
    ...(viewId && { viewId }),
  }
  return id
}

type Exchange = { trigger: Trigger } | { error: string }

/** The trigger behind an id, or Slack's refusal. The caller marks it as used when it opens a modal. */
export const findTrigger = ({ state, clock, wallClock }: World, id: string | undefined): Exchange => {
  const trigger = id === undefined ? undefined : state.triggers[id]
  if (!trigger) return { error: 'invalid_trigger_id' }
  if (trigger.used) return { error: 'exchanged_trigger_id' }
  const age = Math.max(clock.now() - trigger.at, wallClock.now() - trigger.wallAt)
  return age > TRIGGER_LIFE ? { error: 'expired_trigger_id' } : { trigger }
}

export const newResponseUrl = (world: World, use: Omit<ResponseUrl, 'at' | 'uses'>) => {
  const token = mintToken(world.state)
  world.state.responseUrls[token] = { ...use, at: world.clock.now(), uses: 0 }
  return `${world.baseUrl()}/response/${token}`
}

/** Counts one use of a response URL, or says why Slack would not take it. */
export const useResponseUrl = (
  { state, clock }: World,
  token: string,
): { use: ResponseUrl } | { error: string } => {
  const use = state.responseUrls[token]
  if (!use || clock.now() - use.at > RESPONSE_URL_LIFE) return { error: 'expired_url' }
  if (use.uses >= RESPONSE_URL_USES) return { error: 'used_url' }
  use.uses += 1
  return { use }
}

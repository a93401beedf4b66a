import * as v from 'valibot'
import { type Instant, SECOND } from '../domain/time/time.ts'
import { absent, epochSeconds, id, type Judgement, judge, member, typed, user } from './payloads.ts'

/** Where Bolt looks for a channel and a user in events other than ours. */
const plainEvent = { channel: v.optional(v.string()), item: absent, subteam: absent, user: absent }

const events = {
  app_home_opened: v.object({ ...plainEvent, user: member, tab: v.string() }),
  user_change: v.object({ ...plainEvent, user }),
  app_uninstalled: v.object(plainEvent),
  team_access_granted: v.object({ ...plainEvent, team_ids: v.array(v.string()) }),
  team_access_revoked: v.object({ ...plainEvent, team_ids: v.array(v.string()) }),
  tokens_revoked: v.object({
    ...plainEvent,
    tokens: v.object({ bot: v.nullish(v.array(v.string())) }),
  }),
}

/** The events the app listens to; any other is acknowledged and ignored. */
export type EventType = keyof typeof events

const isHeard = (type: string): type is EventType => Object.hasOwn(events, type)

/** Where an event happened: in a workspace or an organisation. */
const place = { team_id: v.nullish(v.string()), enterprise_id: v.nullish(v.string()) }

const envelope = v.object({
  type: v.literal('event_callback'),
  event_id: id,
  event_time: v.nullish(epochSeconds),
  ...place,
  authorizations: v.nullish(v.array(v.looseObject(place))),
  event: v.looseObject({ type: v.string() }),
  command: absent,
  function_data: absent,
})

/** What the envelope says about an event. */
export type EventFacts = {
  type: EventType
  /** The same however often Slack sends the event. */
  id: string
  /** Every team and organisation it names. */
  teams: readonly string[]
  /** Where it happened, as its envelope says. */
  source: { team: string | null; enterprise: string | null }
  /** The end of the second in which it happened. */
  at: Instant | null
}

/** @returns the event, read by its type, and the facts about it */
export const readEvent = <Type extends EventType>(type: Type, body: unknown) => {
  const { event_id, event_time, authorizations, event, ...named } = v.parse(envelope, body)
  const read: v.InferOutput<(typeof events)[Type]> = v.parse(events[type], event)
  const facts: EventFacts = {
    type,
    id: event_id,
    teams: [named, ...(authorizations ?? [])].flatMap(({ team_id, enterprise_id }) =>
      [team_id, enterprise_id].filter((one) => one != null),
    ),
    source: { team: named.team_id ?? null, enterprise: named.enterprise_id ?? null },
    at: event_time == null ? null : event_time * SECOND + SECOND - 1,
  }
  return { event: read, facts }
}

const verification = v.object({ type: v.literal('url_verification'), challenge: v.string(), event: absent })

/** A JSON body. */
export const judgeEvent = (body: unknown): Judgement => {
  if (!v.is(typed, body)) return 'malformed'
  if (body.type === 'url_verification') return judge(verification, body)
  if (body.type === 'app_rate_limited') return 'idle'
  if (!v.is(envelope, body)) return 'malformed'
  const { event } = v.parse(envelope, body)
  return isHeard(event.type) ? judge(events[event.type], event) : 'idle'
}

import * as v from 'valibot'
import { memberId } from '../domain/ids.ts'
import { type Instant, SECOND } from '../domain/time/time.ts'

/**
 * The parts of Slack's payloads that the handlers read, and that Bolt reads on the way; the rest is ignored. The guard
 * holds each request to these shapes before Bolt sees it, and the handlers read with the same ones.
 */

const absent = v.optional(v.never())
/** Slack's own ids are short. A much longer one would not fit into an index. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
const member = v.pipe(v.string(), v.regex(/^[UW][A-Z0-9]{1,30}$/), v.transform(memberId))
/** Far more than Slack's inputs and messages hold. */
const MOST_WRITTEN = 40_000
/** What a person typed. Slack sends no NUL, and Postgres could not store one. */
const written = v.pipe(
  v.string(),
  v.maxLength(MOST_WRITTEN),
  v.transform((text) => text.replaceAll('\0', '')),
)
const optionValue = v.object({ value: v.string() })
/** Up to the year 2100. */
const epochSeconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800))

const inputState = v.looseObject({
  value: v.nullish(written),
  selected_option: v.nullish(optionValue),
  selected_options: v.nullish(v.array(optionValue)),
  selected_user: v.nullish(v.union([member, v.literal('')])),
  selected_users: v.nullish(v.array(member)),
  selected_date: v.nullish(v.string()),
  selected_date_time: v.nullish(epochSeconds),
  selected_conversation: v.nullish(v.string()),
})

const view = v.object({
  id,
  type: v.picklist(['home', 'modal']),
  hash: v.optional(v.string(), ''),
  private_metadata: v.optional(v.string(), ''),
  state: v.optional(v.object({ values: v.record(v.string(), v.record(v.string(), inputState)) }), {
    values: {},
  }),
})

export type ModalState = v.InferOutput<typeof view>

/** The fields by which Bolt tells payloads apart: none may look like two kinds. */
const ofNoOtherKind = { event: absent, command: absent, name: absent, function_data: absent }

const interaction = {
  ...ofNoOtherKind,
  team: v.nullish(v.object({ id: v.string(), domain: v.optional(v.string()) })),
  enterprise: v.nullish(v.object({ id: v.string() })),
  channel: v.optional(v.object({ id: v.string() })),
  user: v.object({ id: member, team_id: v.nullish(v.string()) }),
}

export const commandPayload = v.object({
  event: absent,
  payload: absent,
  command: v.pipe(v.string(), v.startsWith('/')),
  user_id: member,
  trigger_id: id,
  text: v.optional(written, ''),
})

export const pressPayload = v.object({
  ...interaction,
  type: v.literal('block_actions'),
  trigger_id: id,
  response_url: v.optional(v.string()),
  container: v.optional(v.object({ is_ephemeral: v.optional(v.boolean(), false) }), {}),
  view: v.nullish(view),
  actions: v.pipe(
    v.array(
      v.object({
        action_id: v.string(),
        /** When it was pressed, by Slack's clock: `1548426417.840180`. */
        action_ts: v.optional(v.string(), ''),
        value: v.nullish(v.string()),
        selected_option: v.nullish(optionValue),
      }),
    ),
    v.minLength(1),
  ),
})

export const submissionPayload = v.object({
  ...interaction,
  type: v.literal('view_submission'),
  actions: absent,
  /** Slack sends this, but its documentation does not promise it. */
  trigger_id: v.optional(id),
  view: v.object({ ...view.entries, callback_id: v.string(), app_installed_team_id: v.nullish(v.string()) }),
  response_urls: v.optional(v.array(v.object({}))),
})

/** A menu asking for its options: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. */
export const suggestionPayload = v.object({
  ...interaction,
  type: v.literal('block_suggestion'),
  action_id: v.string(),
  value: v.optional(written, ''),
})

export const shortcutPayload = v.object({
  ...interaction,
  type: v.picklist(['shortcut', 'message_action']),
  actions: absent,
  trigger_id: id,
  response_url: v.optional(v.string()),
  callback_id: v.string(),
  message: v.optional(v.object({ ts: v.string(), user: v.optional(v.string()) })),
  view: absent,
})

/** The parts of Slack's user that the app keeps. */
const user = v.object({
  id: member,
  team_id: v.nullish(v.string()),
  enterprise_user: v.nullish(v.object({ enterprise_id: v.nullish(v.string()) })),
  updated: v.nullish(epochSeconds),
  name: v.nullish(v.string()),
  real_name: v.nullish(v.string()),
  profile: v.nullish(
    v.object({
      display_name: v.nullish(v.string()),
      real_name: v.nullish(v.string()),
      image_72: v.nullish(v.string()),
      title: v.nullish(written),
    }),
  ),
  tz: v.nullish(v.string()),
  deleted: v.nullish(v.boolean()),
  is_bot: v.nullish(v.boolean()),
  is_restricted: v.nullish(v.boolean()),
  is_ultra_restricted: v.nullish(v.boolean()),
  is_stranger: v.nullish(v.boolean()),
  is_admin: v.nullish(v.boolean()),
  is_owner: v.nullish(v.boolean()),
})

export type SlackUser = v.InferOutput<typeof user>

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

/** `pass`: for Bolt. `idle`: from Slack, with nothing to do. `malformed`: neither. */
export type Judgement = 'pass' | 'idle' | 'malformed'

const judge = (schema: v.GenericSchema, body: unknown): Judgement =>
  v.is(schema, body) ? 'pass' : 'malformed'

const interactions: Readonly<Record<string, v.GenericSchema>> = {
  block_actions: pressPayload,
  view_submission: submissionPayload,
  block_suggestion: suggestionPayload,
  shortcut: shortcutPayload,
  message_action: shortcutPayload,
}

const typed = v.looseObject({ type: v.string() })

/** The `payload` of a form. */
export const judgeInteraction = (body: unknown): Judgement => {
  if (!v.is(typed, body)) return 'malformed'
  // No view of ours asks to be told when it is closed.
  if (body.type === 'view_closed') return 'idle'
  const schema = Object.hasOwn(interactions, body.type) && interactions[body.type]
  return schema ? judge(schema, body) : 'malformed'
}

/** The fields of a form without a `payload`. */
export const judgeCommand = (fields: Readonly<Record<string, string>>): Judgement =>
  fields.ssl_check === '1' ? 'idle' : judge(commandPayload, fields)

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

/** The value typed or chosen in a modal block, whatever its action id. */
export const inputOf = ({ state }: ModalState, blockId: string) => {
  const [input] = Object.values(state.values[blockId] ?? {})
  return {
    text: input?.value?.trim() ?? '',
    option: input?.selected_option?.value,
    options: (input?.selected_options ?? []).map(({ value }) => value),
    member: input?.selected_user || undefined,
    members: input?.selected_users ?? [],
    /** `YYYY-MM-DD` of a calendar without a zone, from Slack's date picker. */
    date: input?.selected_date ?? undefined,
    /** Epoch seconds, from Slack's date and time picker. */
    dateTime: input?.selected_date_time ?? undefined,
    /** A channel, by Slack's id. */
    conversation: input?.selected_conversation || undefined,
  }
}

import * as v from 'valibot'
import { memberId } from '../domain/ids.ts'

/**
 * The parts of Slack's payloads that the handlers read, and that Bolt reads on the way; the rest is ignored. The guard
 * holds each request to these shapes before Bolt sees it, and the handlers read with the same ones.
 */

export const absent = v.optional(v.never())
/** Slack's own ids are short. A much longer one would not fit into an index. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
export const member = v.pipe(v.string(), v.regex(/^[UW][A-Z0-9]{1,30}$/), v.transform(memberId))
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
export const epochSeconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800))

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
export const user = v.object({
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

/** `pass`: for Bolt. `idle`: from Slack, with nothing to do. `malformed`: neither. */
export type Judgement = 'pass' | 'idle' | 'malformed'

export const judge = (schema: v.GenericSchema, body: unknown): Judgement =>
  v.is(schema, body) ? 'pass' : 'malformed'

const interactions: Readonly<Record<string, v.GenericSchema>> = {
  block_actions: pressPayload,
  view_submission: submissionPayload,
  block_suggestion: suggestionPayload,
  shortcut: shortcutPayload,
  message_action: shortcutPayload,
}

export const typed = v.looseObject({ type: v.string() })

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

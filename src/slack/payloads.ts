import * as v from 'valibot'
import { memberId } from '../domain/ids.ts'

/** What the handlers read of Slack's payloads; everything else in them is passed over. */

const member = v.pipe(v.string(), v.regex(/^[UW][A-Z0-9]+$/), v.transform(memberId))
const optionValue = v.object({ value: v.string() })

const inputState = v.looseObject({
  value: v.nullish(v.string()),
  selected_option: v.nullish(optionValue),
  selected_options: v.nullish(v.array(optionValue)),
  selected_user: v.nullish(v.string()),
  selected_date_time: v.nullish(v.number()),
})

const view = v.object({
  id: v.string(),
  type: v.picklist(['home', 'modal']),
  private_metadata: v.optional(v.string(), ''),
  state: v.optional(v.object({ values: v.record(v.string(), v.record(v.string(), inputState)) }), {
    values: {},
  }),
})

export type ModalState = v.InferOutput<typeof view>

export const commandPayload = v.object({
  user_id: member,
  trigger_id: v.string(),
  text: v.optional(v.string(), ''),
})

export const pressPayload = v.object({
  user: v.object({ id: member }),
  trigger_id: v.string(),
  response_url: v.optional(v.string()),
  container: v.optional(v.object({ is_ephemeral: v.optional(v.boolean(), false) }), {}),
  view: v.nullish(view),
  actions: v.pipe(
    v.array(
      v.object({
        action_id: v.string(),
        value: v.nullish(v.string()),
        selected_option: v.nullish(optionValue),
      }),
    ),
    v.minLength(1),
  ),
})

export const submissionPayload = v.object({ user: v.object({ id: member }), view })

/** A menu asks for its options: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. */
export const suggestionPayload = v.object({ action_id: v.string(), value: v.optional(v.string(), '') })

export const shortcutPayload = v.object({
  user: v.object({ id: member }),
  trigger_id: v.string(),
  callback_id: v.string(),
  team: v.nullish(v.object({ domain: v.optional(v.string()) })),
  channel: v.optional(v.object({ id: v.string() })),
  message: v.optional(v.object({ ts: v.string(), user: v.optional(v.string()) })),
})

/** The value typed or chosen in a block of a modal, whatever its action id. */
export const inputOf = ({ state }: ModalState, blockId: string) => {
  const [input] = Object.values(state.values[blockId] ?? {})
  return {
    text: input?.value?.trim() ?? '',
    option: input?.selected_option?.value,
    options: (input?.selected_options ?? []).map(({ value }) => value),
    member: input?.selected_user ? memberId(input.selected_user) : undefined,
    /** Epoch seconds, as Slack's date and time picker gives them. */
    dateTime: input?.selected_date_time ?? undefined,
  }
}

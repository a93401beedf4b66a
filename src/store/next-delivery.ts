/**
 * A new message waits only for older messages, not for changes to existing ones; a change waits for both.
 *
 * One lookup in the index for each candidate, in due order, until enough are found. `not exists` becomes a join, which
 * a planner with statistics from before a flood runs as every due delivery times every other: 20 s for 3,000.
 */
const nothingOlder = (workspace: string) => /* sql */ `d.position = (
  select earlier.position from deliveries earlier
  where earlier.workspace_id = ${workspace} and earlier.order_key = d.order_key and earlier.settled_at is null
    and (d.lane <> 'post' or earlier.lane = 'post')
  order by earlier.position limit 1)`

/** A notice without a kind is known to no version, so any process claims it, to record it as failed. */
const isKnown = /* sql */ `(d.notice ->> 'kind' = any(cast(:kinds as text[]))) is not false`

/** Whether the delivery `d` of that workspace, if it is due, can be sent next. */
export const isNext = (workspace: string) => `${isKnown} and ${nothingOlder(workspace)}`

/** Where the delivery `d` is posted, as `conversationOf` says; `:intoChannels` are `kindsIntoChannels`. */
export const CONVERSATION = /* sql */ `(d.notice ->> case
  when d.notice ->> 'kind' = any(cast(:intoChannels as text[])) then 'channel' else 'to' end)`

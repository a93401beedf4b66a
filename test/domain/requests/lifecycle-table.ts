import { drawn } from '../../support/table.ts'

export const KINDS = ['offer', 'session_request'] as const
export const STATUSES = ['pending', 'dismissed', 'accepted'] as const
export const WITHDRAWN = ['no', 'yes'] as const
export const ACTORS = ['sender', 'receiver', 'stranger'] as const
export const ACTS = ['dismiss', 'withdraw', 'book', 'ask back'] as const

/**
 * The lifecycle, read from the spec (1-lifecycle) and written out by hand. `book` and `ask back` are the two acts that
 * can accept: booking a session, and sending the sender a session request.
 *
 * dismissed, accepted: the new status · withdrawn: marked so, the status stays · done: a repeated act,
 * nothing happens · the rest are refusals · "cannot be": accepted is final, and a withdrawn request cannot be
 * accepted, so no request is both.
 */
export const lifecycleTable = drawn(
  ['kind', 'status', 'withdrawn', 'actor', ...ACTS],
  `
  kind            | status    | withdrawn | actor    | dismiss       | withdraw      | book          | ask back
  ----------------|-----------|-----------|----------|---------------|---------------|---------------|--------------
  offer           | pending   | no        | sender   | not found     | withdrawn     | not found     | not found
  offer           | pending   | no        | receiver | dismissed     | not found     | accepted      | accepted
  offer           | pending   | no        | stranger | not found     | not found     | not found     | not found
  offer           | pending   | yes       | sender   | not found     | done          | not found     | not found
  offer           | pending   | yes       | receiver | is withdrawn  | not found     | is withdrawn  | is withdrawn
  offer           | pending   | yes       | stranger | not found     | not found     | not found     | not found
  offer           | dismissed | no        | sender   | not found     | withdrawn     | not found     | not found
  offer           | dismissed | no        | receiver | done          | not found     | accepted      | accepted
  offer           | dismissed | no        | stranger | not found     | not found     | not found     | not found
  offer           | dismissed | yes       | sender   | not found     | done          | not found     | not found
  offer           | dismissed | yes       | receiver | is withdrawn  | not found     | is withdrawn  | is withdrawn
  offer           | dismissed | yes       | stranger | not found     | not found     | not found     | not found
  offer           | accepted  | no        | sender   | not found     | is accepted   | not found     | not found
  offer           | accepted  | no        | receiver | is accepted   | not found     | done          | done
  offer           | accepted  | no        | stranger | not found     | not found     | not found     | not found
  offer           | accepted  | yes       | sender   | cannot be     | cannot be     | cannot be     | cannot be
  offer           | accepted  | yes       | receiver | cannot be     | cannot be     | cannot be     | cannot be
  offer           | accepted  | yes       | stranger | cannot be     | cannot be     | cannot be     | cannot be
  ----------------|-----------|-----------|----------|---------------|---------------|---------------|--------------
  session_request | pending   | no        | sender   | not found     | withdrawn     | not found     | not found
  session_request | pending   | no        | receiver | dismissed     | not found     | accepted      | needs booking
  session_request | pending   | no        | stranger | not found     | not found     | not found     | not found
  session_request | pending   | yes       | sender   | not found     | done          | not found     | not found
  session_request | pending   | yes       | receiver | is withdrawn  | not found     | is withdrawn  | is withdrawn
  session_request | pending   | yes       | stranger | not found     | not found     | not found     | not found
  session_request | dismissed | no        | sender   | not found     | withdrawn     | not found     | not found
  session_request | dismissed | no        | receiver | done          | not found     | accepted      | needs booking
  session_request | dismissed | no        | stranger | not found     | not found     | not found     | not found
  session_request | dismissed | yes       | sender   | not found     | done          | not found     | not found
  session_request | dismissed | yes       | receiver | is withdrawn  | not found     | is withdrawn  | is withdrawn
  session_request | dismissed | yes       | stranger | not found     | not found     | not found     | not found
  session_request | accepted  | no        | sender   | not found     | is accepted   | not found     | not found
  session_request | accepted  | no        | receiver | is accepted   | not found     | done          | done
  session_request | accepted  | no        | stranger | not found     | not found     | not found     | not found
  session_request | accepted  | yes       | sender   | cannot be     | cannot be     | cannot be     | cannot be
  session_request | accepted  | yes       | receiver | cannot be     | cannot be     | cannot be     | cannot be
  session_request | accepted  | yes       | stranger | cannot be     | cannot be     | cannot be     | cannot be
`,
)

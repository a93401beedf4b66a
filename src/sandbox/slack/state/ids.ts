import { createHash } from 'node:crypto'
import type { SlackState } from './state.ts'

const digest = (state: SlackState, purpose: string) =>
  createHash('sha256')
    .update(`${state.salt}/${purpose}/${++state.counter}`)
    .digest('hex')

/** `prefix` and ten capitals or digits, as Slack's ids look; never the same twice in one workspace. */
export const mintId = (state: SlackState, prefix: string) =>
  prefix +
  BigInt(`0x${digest(state, prefix).slice(0, 20)}`)
    .toString(36)
    .toUpperCase()
    .padStart(10, '0')
    .slice(0, 10)

/** Generated block and action ids; the leading counter keeps them unique, however many blocks a workspace sees. */
export const mintShortId = (state: SlackState) => {
  const hash = digest(state, 'block')
  return state.counter.toString(36) + hash.slice(0, 3)
}

export const mintTriggerId = (state: SlackState) => {
  const hash = digest(state, 'trigger')
  return `${state.counter}${hash.slice(0, 6).replace(/\D/g, '7')}.${state.salt.length}7421.${hash.slice(8, 40)}`
}

export const mintToken = (state: SlackState) => digest(state, 'token').slice(0, 32)

/**
 * A message's ts: Unix seconds with six decimals, unique and rising in one workspace even while the clock stands still.
 * @param now epoch milliseconds
 */
export const mintTs = (state: SlackState, now: number) => {
  state.lastTs = Math.max(state.lastTs + 1, Math.floor(now) * 1000)
  return formatTs(state.lastTs)
}

/** @param micros microseconds since the epoch */
const formatTs = (micros: number) =>
  `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`

/** Changes with every version of a view. */
export const mintHash = (state: SlackState, now: number) =>
  `${Math.floor(now / 1000)}.${digest(state, 'hash').slice(0, 8)}`

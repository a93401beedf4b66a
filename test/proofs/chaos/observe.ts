import type { LocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { onEachCall } from '../../support/calls.ts'

/** What one Slack saw of the deliveries, in the order in which it carried them out. */
export type Seen = {
  calls: number
  /** By delivery: each post that was carried out, and whether it was answered. */
  posts: Map<string, { at: number; answered: boolean }[]>
  /** Posts of a card, or changes to one of its messages, that showed less than an earlier one. */
  overtakings: number
  insideRetryAfter: number
  /** The shortest time between two posts to one member or channel, in milliseconds. */
  closestPosts: number
  /** The shortest time between the arrivals of two calls that change one message in a channel, in milliseconds. */
  closestChanges: number
  faults: Map<string, number>
}

/** Real milliseconds; only differences count. */
const now = () => performance.timeOrigin + performance.now()

/** Watches every call to the Slack. */
export const observe = (slack: LocalSlack): Seen => {
  const seen: Seen = {
    calls: 0,
    posts: new Map(),
    overtakings: 0,
    insideRetryAfter: 0,
    closestPosts: Number.POSITIVE_INFINITY,
    closestChanges: Number.POSITIVE_INFINITY,
    faults: new Map(),
  }
  const pausedUntil = new Map<string, number>()
  const lastPost = new Map<string, number>()
  const lastChange = new Map<string, number>()
  const highest = new Map<string, number>()
  onEachCall(slack, (entry) => {
    seen.calls += 1
    const { name, fault, ms } = entry
    if (fault) seen.faults.set(fault, (seen.faults.get(fault) ?? 0) + 1)
    // One millisecond, since the log rounds.
    const arrived = now() - ms
    if (arrived + 1 < (pausedUntil.get(name) ?? 0)) seen.insideRetryAfter += 1
    if (fault === 'rate-limited') pausedUntil.set(name, now() + 1_000)

    if (name === 'chat.update' && entry.channel?.startsWith('C')) {
      const message = `${entry.channel} ${entry.ts}`
      seen.closestChanges = Math.min(seen.closestChanges, arrived - (lastChange.get(message) ?? 0))
      lastChange.set(message, arrived)
    }

    const isCarriedOut =
      (!fault || fault === 'slow' || fault === 'lost-reply') && entry.answer.startsWith('{"ok":true')
    if (!isCarriedOut || (name !== 'chat.postMessage' && name !== 'chat.update')) return
    const body = new URLSearchParams(entry.request)
    if (name === 'chat.postMessage') {
      const delivery = /"id":"([^"]+)"/.exec(body.get('metadata') ?? '')?.[1] ?? 'none'
      const before = seen.posts.get(delivery) ?? []
      seen.posts.set(delivery, [...before, { at: now(), answered: fault !== 'lost-reply' }])
      const to = body.get('channel') ?? ''
      seen.closestPosts = Math.min(seen.closestPosts, now() - (lastPost.get(to) ?? 0))
      lastPost.set(to, now())
    }
    const [, card, upTo] =
      /card[\\":]+([0-9a-f-]{36})[\\",]+upTo[\\":]+(\d+)/.exec(body.get('blocks') ?? '') ?? []
    if (!card) return
    // A post does not wait for a change to the message that it replaces.
    const message = body.get('ts') ?? /"ts":"([\d.]+)"/.exec(entry.answer)?.[1] ?? ''
    for (const key of name === 'chat.postMessage' ? [card, message] : [message]) {
      if (Number(upTo) < (highest.get(key) ?? 0)) seen.overtakings += 1
      highest.set(key, Math.max(Number(upTo), highest.get(key) ?? 0))
    }
  })
  return seen
}

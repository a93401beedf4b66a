import { type WebAPICallResult, WebAPIPlatformError, WebClient } from '@slack/web-api'
import type { PostedMessage } from '../../../src/store/cards.ts'
import type { TestClock } from '../../support/world.ts'

type Arguments = Record<string, unknown>

/** Deliveries' random ids, which no member sees, are replaced by a count of those made at the same instant. */
const withoutDeliveryId = (key: string, value: unknown) => (key === 'event_payload' ? undefined : value)

const surfaceOf = (method: string) => {
  if (method === 'views.publish') return 'home'
  return method === 'chat.update' || method === 'chat.delete' ? 'changes' : 'messages'
}

/** Slack as far as the app calls it: accepts everything except files, and records what goes to those observed. */
export const recorder = (
  observed: readonly string[],
  clock: TestClock,
  shown: (content: unknown) => unknown,
) => {
  const trace: { at: number; surface: string; line: string }[] = []
  const messages = new Map<string, number>()
  const write = (surface: string, content: unknown) => {
    trace.push({ at: clock.now(), surface, line: JSON.stringify(shown(content), withoutDeliveryId) })
  }
  const goesTo = ({ channel, user_id, trigger_id }: Arguments) =>
    observed.some(
      (one) =>
        [channel, user_id].some((to) => to === one || to === `D${one}`) || trigger_id === `trigger of ${one}`,
    )

  const answer = (method: string, args: Arguments): WebAPICallResult & Partial<PostedMessage> => {
    if (method.startsWith('files.')) throw new WebAPIPlatformError({ ok: false, error: 'not_enabled' })
    if (goesTo(args)) write(surfaceOf(method), { method, ...args })
    if (method !== 'chat.postMessage') return { ok: true }
    // A ts counts time, not messages, so one DM's say nothing about another's.
    const to = String(args.channel)
    const channel = to.startsWith('C') ? to : `D${to.replace(/^D/, '')}`
    const count = (messages.get(channel) ?? 0) + 1
    messages.set(channel, count)
    return { ok: true, channel, ts: `1790000000.${String(count).padStart(6, '0')}` }
  }

  class Recording extends WebClient {
    override async apiCall(method: string, args: Arguments = {}): Promise<WebAPICallResult> {
      return answer(method, args)
    }
    async upload() {
      return false
    }
  }
  return {
    client: new Recording(),
    write,
    /**
     * New messages, changes to messages, Home and answers, each in its own order. Of what happens at one instant on two
     * of them nothing can be said, with dismissals or without: the worker's lanes go side by side.
     */
    lines: () =>
      trace
        .toSorted((a, b) => a.at - b.at || (a.surface < b.surface ? -1 : Number(a.surface > b.surface)))
        .map(({ at, surface, line }) => `${at} ${surface} ${line}`),
  }
}

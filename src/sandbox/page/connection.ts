import type { Act, ActAnswer, LogState, PageState } from '../page-server/wire.ts'

type Heard = { state(state: PageState): void; log(log: LogState): void; isLost(lost: boolean): void }

/** Tells a window that reconnects from one that has just opened. */
const WINDOW = String(Math.random())

const as = (handle: string) => (handle ? `as=${encodeURIComponent(handle)}` : '')

/** Listens to what the member sees, until the returned function is called. The browser reconnects by itself. */
export const listen = (handle: string, heard: Heard) => {
  const source = new EventSource(`/sandbox/live?window=${WINDOW}&${as(handle)}`)
  source.addEventListener('state', ({ data }) => heard.state(JSON.parse(String(data))))
  source.addEventListener('log', ({ data }) => heard.log(JSON.parse(String(data))))
  source.onopen = () => heard.isLost(false)
  source.onerror = () => heard.isLost(true)
  return () => source.close()
}

export type Acting = {
  act(act: Act): Promise<ActAnswer>
  /** Sends typed text in order, a moment behind the typist; every other act waits until it has arrived. */
  type(act: Act): Promise<unknown>
  /** Calls `flush` before every other act, so that no typed text is left behind. Returns how to stop that. */
  beforeActing(flush: () => void): () => void
}

/** @param told shows what Slack says about a failure, or why an act could not be done */
export const actingAs = (handle: string, told: (text: string) => void): Acting => {
  let typed: Promise<unknown> = Promise.resolve()
  const flushes = new Set<() => void>()
  const send = async (act: Act): Promise<ActAnswer> => {
    try {
      const response = await fetch(`/sandbox/act?${as(handle)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(act),
      })
      const answer: ActAnswer = await response.json()
      if (answer.told ?? answer.refused) told(answer.told ?? answer.refused ?? '')
      return answer
    } catch {
      told('The sandbox does not answer. Is “npm start” still running?')
      return { refused: 'no answer' }
    }
  }
  return {
    act: async (act) => {
      for (const flush of flushes) flush()
      await typed
      return send(act)
    },
    type: (act) => {
      typed = typed.then(() => send(act))
      return typed
    },
    beforeActing: (flush) => {
      flushes.add(flush)
      return () => flushes.delete(flush)
    },
  }
}

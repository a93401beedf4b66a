import type { ServerResponse } from 'node:http'
import { logState, pageState, type Workbench } from './page-state.ts'

/** Changes come in bursts: one click makes a dozen. */
const GATHER = 20
/** Stops proxies from closing a connection that has gone quiet. */
const BEAT = 20_000

type Window = { memberId: string; response: ServerResponse }

/** The open windows. Server-sent events tell each one what its member sees, whenever that changes. */
export const liveWindows = (bench: Workbench) => {
  const windows = new Set<Window>()
  const known = new Set<string>()
  let due: NodeJS.Timeout | undefined
  let logDue = false

  const send = ({ response }: Window, event: string, data: unknown) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const flush = () => {
    due = undefined
    for (const window of windows) send(window, 'state', pageState(bench, window.memberId))
    if (!logDue) return
    logDue = false
    const log = logState(bench)
    for (const window of windows) send(window, 'log', log)
  }
  const changed = (what?: string) => {
    logDue ||= what === 'log'
    due ??= setTimeout(flush, GATHER)
  }
  const beat = setInterval(() => {
    for (const { response } of windows) response.write(': \n\n')
  }, BEAT)
  const unsubscribe = bench.slack.subscribe(({ what }) => changed(what))

  return {
    changed,
    /** @param name of the window, unchanged when it reconnects */
    open: (memberId: string, name: string, response: ServerResponse) => {
      const window = { memberId, response }
      const isFirst = ![...windows].some((other) => other.memberId === memberId)
      // Modals live in Slack's client: those open when the last window closed are gone in the next.
      if (isFirst && !known.has(name)) delete bench.slack.state.modals[memberId]
      known.add(name)
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      windows.add(window)
      response.on('close', () => windows.delete(window))
      send(window, 'state', pageState(bench, memberId))
      send(window, 'log', logState(bench))
    },
    /** Ends them all: a stopping server would otherwise wait for each. */
    close: () => {
      unsubscribe()
      clearTimeout(due)
      clearInterval(beat)
      for (const { response } of windows) response.end()
    },
  }
}

import type { LocalSlack } from '../../src/sandbox/slack/local-slack.ts'

type Call = LocalSlack['requests'][number]

/** Hears every call from the app to Slack once, when it is answered. The request log is truncated; this is not. */
export const onEachCall = (slack: LocalSlack, hear: (call: Call) => void): void => {
  let last = 0
  slack.subscribe(({ what }) => {
    const entry = what === 'log' ? slack.requests.at(-1) : undefined
    if (!entry || entry.id === last || entry.direction !== 'app-to-slack') return
    last = entry.id
    hear(entry)
  })
}

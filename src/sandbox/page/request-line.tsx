import { useEffect, useState } from 'preact/hooks'
import type { LogLine } from '../page-server/wire.ts'
import type { LoggedRequest } from '../slack/request-log.ts'
import { Icon } from './icons.tsx'

/** One request: who sent it to whom, what about, how it went, how long it took. Opened, it shows everything. */
export const RequestLine = ({ line, isOpen, toggle }: { line: LogLine; isOpen: boolean; toggle(): void }) => {
  const { direction, name, summary, status, ms, breaches, fault } = line
  const isBad = breaches.length > 0 || status === 'no answer' || status >= 400
  const toApp = direction === 'slack-to-app'
  return (
    <li class={isBad ? 'is-bad' : ''}>
      <button type="button" aria-expanded={isOpen} onClick={toggle}>
        <span
          class={`way ${toApp ? 'to-app' : 'to-slack'}`}
          title={toApp ? 'Slack to the app' : 'The app to Slack'}
        >
          <Icon name={toApp ? 'arrowDown' : 'up'} />
          <span class="sr-only">{toApp ? 'Slack to the app: ' : 'The app to Slack: '}</span>
        </span>
        <b>{name}</b>
        <span class="figures">
          {fault && <em>{fault} </em>}
          {status} · {ms} ms
        </span>
        {summary && <small>{summary}</small>}
        {breaches.map((rule) => (
          <small key={rule} class="broken">
            {rule}
          </small>
        ))}
      </button>
      {isOpen && <Whole id={line.id} />}
    </li>
  )
}

const Whole = ({ id }: { id: number }) => {
  const [entry, setEntry] = useState<LoggedRequest>()
  useEffect(() => {
    void fetch(`/sandbox/log?id=${id}`)
      .then((response) => (response.ok ? response.json() : undefined))
      .then(setEntry)
  }, [id])
  if (!entry) return null
  return (
    <div class="whole">
      <h4>{entry.url}</h4>
      <Body text={readable(entry.request)} />
      <h4>Answer</h4>
      <Body text={readable(entry.answer) || '(empty)'} />
    </div>
  )
}

const Body = ({ text }: { text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach what scrolls
  <pre tabIndex={0}>{text}</pre>
)

/** Indented JSON; a form has a line for each field, and indents the JSON in it. */
const readable = (body: string): string => {
  const json = indented(body)
  if (json !== undefined) return json
  if (!/^[\w.%+-]+=/.test(body)) return body
  return [...new URLSearchParams(body)]
    .map(([name, value]) => `${name}: ${indented(value) ?? value}`)
    .join('\n')
}

const indented = (text: string): string | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

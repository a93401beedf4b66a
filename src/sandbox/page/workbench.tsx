import { useState } from 'preact/hooks'
import type { LogState } from '../page-server/wire.ts'
import type { ChannelChange } from '../slack/state/state.ts'
import { Icon } from './icons.tsx'
import { formatDate } from './mrkdwn/dates.ts'
import { RequestLine } from './request-line.tsx'
import { channelHere, useMe, useScene, useTick } from './scene.tsx'
import { aheadText } from './topbar.tsx'

/** Beside the workspace: its clock, faults to switch on, every request, and every broken rule. */
export const Workbench = ({ log }: { log: LogState }) => {
  const { go } = useScene()
  return (
    <aside class="workbench scroll" aria-label="Workbench">
      <header>
        <h2>Workbench</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Close the workbench"
          onClick={() => {
            document.querySelector<HTMLElement>('.bench-button')?.focus()
            go({ workbench: false })
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <ClockPart />
      <ChannelPart />
      <Faults />
      <Rules log={log} />
      <Requests log={log} />
    </aside>
  )
}

const ClockPart = () => {
  const { state, acting, now } = useScene()
  const { zone } = useMe()
  useTick(1000)
  const forward = (minutes: number) => void acting.act({ do: 'forward', minutes })
  return (
    <section>
      <h3>Clock</h3>
      <p class="big-clock">
        {formatDate('{time_secs}', now(), now(), zone)}
        <small>
          {formatDate('{date_long}', now(), now(), zone)}
          {state.ahead > 0 && `, ${aheadText(state.ahead)} ahead of the real time`}
        </small>
      </p>
      <div class="row">
        <button type="button" class="button" onClick={() => forward(60)}>
          1 hour forward
        </button>
        <button type="button" class="button" onClick={() => forward(24 * 60)}>
          1 day forward
        </button>
      </div>
      <p class="aside">For reminders, and all that comes later. It never goes back.</p>
    </section>
  )
}

const Faults = () => {
  const { state, acting } = useScene()
  return (
    <section>
      <h3>What may go wrong</h3>
      {state.switches.map(({ name, ...shown }) => (
        <Switch key={name} {...shown} turn={(on) => void acting.act({ do: 'switch', name, on })} />
      ))}
    </section>
  )
}

/** What may become of the channel that the window shows. */
const ChannelPart = () => {
  const { state, route, acting } = useScene()
  const here = channelHere(state, route)
  if (!here) return null
  const { id, name, channel } = here
  const change = (to: ChannelChange) => void acting.act({ do: 'channel', channel: id, change: to })
  return (
    <section>
      <h3>#{name}</h3>
      <Switch
        title={`${state.app.name} has been added`}
        text="Without that it cannot post here."
        on={channel.hasApp}
        isNormal
        turn={(on) => change(on ? 'add-app' : 'remove-app')}
      />
      <Switch
        title="Archived"
        text="Nobody can write here, no app can change what it posted, and menus leave the channel out."
        on={channel.isArchived}
        turn={(on) => change(on ? 'archive' : 'unarchive')}
      />
      <Switch
        title="Read-only"
        text="Only some people can post here, and no app."
        on={channel.isReadOnly}
        turn={(on) => change(on ? 'read-only' : 'writable')}
      />
    </section>
  )
}

type SwitchProps = {
  title: string
  text: string
  on: boolean
  /** Nothing goes wrong when it is on. */
  isNormal?: boolean
  turn(on: boolean): void
}

const Switch = ({ title, text, on, isNormal = false, turn }: SwitchProps) => (
  <label class={isNormal ? 'switch is-normal' : 'switch'}>
    <input
      type="checkbox"
      role="switch"
      aria-checked={on}
      checked={on}
      onChange={(event) => turn(event.currentTarget.checked)}
    />
    <span>
      <b>{title}</b>
      <small>{text}</small>
    </span>
  </label>
)

const Rules = ({ log: { breaches } }: { log: LogState }) => (
  <section>
    <h3>
      Slack’s rules{' '}
      <span class={breaches.length > 0 ? 'count is-bad' : 'count'}>{breaches.length} broken</span>
    </h3>
    {breaches.length === 0 ? (
      <p class="aside">Every block, length, id and answer of the app has kept to them so far.</p>
    ) : (
      <ul class="breaches">
        {breaches.toReversed().map(({ at, where, rule }, index) => (
          <li key={`${at}-${index}`}>
            <b>{where}</b> {rule}
          </li>
        ))}
      </ul>
    )}
  </section>
)

const Requests = ({ log: { lines } }: { log: LogState }) => {
  const { acting } = useScene()
  const [open, setOpen] = useState<number>()
  return (
    <section>
      <h3>
        Requests
        <button type="button" class="link-button" onClick={() => void acting.act({ do: 'clearLog' })}>
          Clear
        </button>
      </h3>
      <ul class="requests">
        {lines.toReversed().map((line) => (
          <RequestLine
            key={line.id}
            line={line}
            isOpen={open === line.id}
            toggle={() => setOpen(open === line.id ? undefined : line.id)}
          />
        ))}
      </ul>
    </section>
  )
}

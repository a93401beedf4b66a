import { useState } from 'preact/hooks'
import type { ShownMember } from '../page-server/wire.ts'
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import { timeOf } from './mrkdwn/dates.ts'
import { addressOf } from './route.ts'
import { channelHere, memberOf, useScene, useTick } from './scene.tsx'
import { cityOf } from './zone-time.ts'

export const Sidebar = () => {
  const { state, route, go } = useScene()
  const [isOpen, setOpen] = useState(false)
  const here = channelHere(state, route)
  const app = state.conversations.find(({ kind }) => kind === 'app')
  const enter = (to: Parameters<typeof go>[0]) => {
    setOpen(false)
    go(to)
  }
  return (
    <>
      <button
        type="button"
        class="icon-button burger"
        aria-label="Channels, apps and members"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'close' : 'menu'} />
      </button>
      <nav class={`sidebar ${isOpen ? 'is-open' : ''}`} aria-label="Workspace">
        <header>
          <h1>{state.workspace.name}</h1>
          <p>A local Slack. Nothing leaves this computer.</p>
        </header>
        <section>
          <h2>Channels</h2>
          {state.conversations.map(
            ({ id, name, unread, channel }) =>
              channel && (
                <Place
                  key={id}
                  isHere={id === here?.id}
                  unread={unread}
                  counts="quietly"
                  onEnter={() => enter({ in: 'channel', channel: name })}
                >
                  <Icon name={channel.isPrivate ? 'lock' : 'hash'} />
                  <span class="channel-name">{name}</span>
                  {channel.isArchived && <span class="channel-note">archived</span>}
                </Place>
              ),
          )}
        </section>
        <section>
          <h2>Apps</h2>
          <Place
            isHere={route.in === 'app'}
            counts="loudly"
            unread={app?.unread ?? 0}
            onEnter={() => enter({ in: 'app', tab: app?.unread ? 'messages' : 'home' })}
          >
            <Face member={memberOf(state, state.app.userId)} size={20} /> {state.app.name}
          </Place>
        </section>
        <section class="people">
          <h2>Act as</h2>
          <ul>
            {state.members
              .filter(({ role }) => role === 'person' || role === 'deactivated')
              .map((member) => (
                <li key={member.id}>
                  <Person member={member} onSwitch={() => setOpen(false)} />
                </li>
              ))}
          </ul>
          <p class="aside">Open a second window beside this one, and be two people at once.</p>
        </section>
      </nav>
    </>
  )
}

type PlaceProps = {
  isHere: boolean
  unread: number
  /** Slack counts aloud only what is for the reader alone. */
  counts: 'quietly' | 'loudly'
  onEnter(): void
  children: preact.ComponentChildren
}

const Place = ({ isHere, unread, counts, onEnter, children }: PlaceProps) => (
  <button
    type="button"
    class={`place ${unread > 0 && !isHere ? 'is-unread' : ''}`}
    aria-current={isHere ? 'page' : undefined}
    onClick={onEnter}
  >
    {children}
    {unread > 0 && !isHere && <Badge count={unread} isQuiet={counts === 'quietly'} />}
  </button>
)

const Badge = ({ count, isQuiet = false }: { count: number; isQuiet?: boolean }) => (
  <span class={isQuiet ? 'badge is-quiet' : 'badge'}>
    {count}
    <span class="sr-only"> unread</span>
  </span>
)

const Person = ({ member, onSwitch }: { member: ShownMember; onSwitch(): void }) => {
  const { state, route, go, now } = useScene()
  useTick(15_000)
  const isMe = member.id === state.me
  if (member.role === 'deactivated') {
    return (
      <span class="person is-gone">
        <Face member={member} size={30} />
        <span class="who">
          <span>{member.name}</span>
          <small>deactivated</small>
        </span>
      </span>
    )
  }
  const zone = member.zone ?? 'Etc/UTC'
  const address = addressOf({ ...route, as: member.handle })
  const choose = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onSwitch()
    go({ as: member.handle })
  }
  return (
    <>
      <a class="person" href={address} aria-current={isMe ? 'true' : undefined} onClick={choose}>
        <Face member={member} size={30} />
        <span class="who">
          <span>
            {member.name}
            {isMe && <em> (you)</em>}
          </span>
          <small>
            {timeOf(now(), zone)} · {cityOf(zone)}
            {member.isGuest && ' · guest'}
          </small>
        </span>
        {member.unread > 0 && <Badge count={member.unread} />}
      </a>
      {!isMe && (
        <a
          class="icon-button"
          href={address}
          target="_blank"
          rel="opener noreferrer"
          title={`A window for ${member.name}`}
          aria-label={`Open a window for ${member.name}`}
        >
          <Icon name="window" />
        </a>
      )}
    </>
  )
}

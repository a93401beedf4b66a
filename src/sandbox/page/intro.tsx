import { useState } from 'preact/hooks'
import { COMPOSE } from './composer.tsx'
import { Icon } from './icons.tsx'
import { useMe, useScene } from './scene.tsx'

const KEY = 'sandbox-intro'

/** What to try first, for somebody who has just opened the sandbox. */
export const Intro = () => {
  const { state, go } = useScene()
  const me = useMe()
  const [isGone, setGone] = useState(() => localStorage.getItem(KEY) === 'gone')
  const waiting = state.conversations.find(({ kind }) => kind === 'app')?.unread ?? 0
  const other = state.members.find(({ id, role }) => role === 'person' && id !== me.id)
  if (isGone || !other) return <p class="beginning">This is the very beginning of #general.</p>
  const offer = `/mentor offer @${other.handle} I would be glad to help with your first talk.`
  return (
    <aside class="intro" aria-label="What to try first">
      <button
        type="button"
        class="icon-button"
        aria-label="Hide this"
        onClick={() => {
          localStorage.setItem(KEY, 'gone')
          setGone(true)
        }}
      >
        <Icon name="close" />
      </button>
      <h3>You are {me.name}, in a Slack of your own.</h3>
      <p>{state.app.name} runs in it just as it would in yours. Whatever works in Slack works here.</p>
      <ol>
        <li>
          <span>
            <b>Offer to mentor {other.name}.</b> Type <code>/mentor</code> below.
          </span>
          <button
            type="button"
            class="button"
            onClick={() => dispatchEvent(new CustomEvent(COMPOSE, { detail: offer }))}
          >
            Write it for me
          </button>
        </li>
        <li>
          <span>
            <b>Become {other.name}.</b> Pick them under <i>Act as</i>, accept the offer by booking a time, and
            come back.
          </span>
          <button
            type="button"
            class="button"
            onClick={() => go({ as: other.handle, in: 'app', tab: 'messages' })}
          >
            Be {other.name.split(' ')[0]}
          </button>
        </li>
        <li>
          <span>
            <b>
              {waiting > 0
                ? `Answer what waits for you: ${waiting} new.`
                : `Look at ${state.app.name}’s Home.`}
            </b>{' '}
            {waiting > 0 ? `${state.app.name} is under Apps.` : 'Everything of yours is there.'}
          </span>
          <button
            type="button"
            class="button"
            onClick={() => go({ in: 'app', tab: waiting > 0 ? 'messages' : 'home' })}
          >
            Open {state.app.name}
          </button>
        </li>
      </ol>
    </aside>
  )
}

import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Conversation, ShownMessage } from '../page-server/wire.ts'
import { MessageView } from './message.tsx'
import { dayOf, formatDate } from './mrkdwn/dates.ts'
import { useMe, useScene } from './scene.tsx'

const NEAR_END = 120
/** Messages that one person sends within this many seconds are grouped. */
const TOGETHER = 300

/** Everything said in a conversation, oldest first. A reader at the end stays at the end. */
export const MessageList = ({
  conversation,
  children,
}: {
  conversation: Conversation
  children?: ComponentChildren
}) => {
  const { acting, now } = useScene()
  const { zone, id: me } = useMe()
  const box = useRef<HTMLDivElement>(null)
  const wasAtEnd = useRef(true)
  const { messages } = conversation
  const last = messages.at(-1)?.ts
  const seen = useRef(last ?? '')

  const stay = () => {
    if (wasAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight })
  }
  useLayoutEffect(() => {
    // Your own words, and what only you can see, answer what you just did: scroll to them.
    if (messages.some(({ ts, user, onlyYou }) => ts > seen.current && (user === me || onlyYou))) {
      wasAtEnd.current = true
    }
    seen.current = last ?? ''
    stay()
  })
  useEffect(() => {
    // Anything that grows below the list takes room from it.
    const watch = new ResizeObserver(stay)
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    if (!last || conversation.unread === 0) return
    const mark = () => {
      if (document.visibilityState !== 'visible') return
      void acting.act({ do: 'read', channel: conversation.id, ts: last })
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [last, conversation.id, conversation.unread])

  const follow = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {}
    wasAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END
  }
  return (
    <section
      ref={box}
      class="messages scroll"
      onScroll={follow}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach what scrolls
      tabIndex={0}
      data-focus-parts=".message"
      aria-label={`Messages in ${conversation.name}`}
    >
      {children}
      <div role="log" aria-live="polite" aria-label="Messages">
        {messages.map((message, index) => {
          const before = messages[index - 1]
          const day = dayOf(Number(message.ts) * 1000, zone)
          const isNewDay = !before || dayOf(Number(before.ts) * 1000, zone) !== day
          return (
            <div key={message.ts}>
              {isNewDay && (
                <div class="day">
                  <span>
                    {capital(formatDate('{day_divider_pretty}', Number(message.ts) * 1000, now(), zone))}
                  </span>
                </div>
              )}
              <MessageView
                message={message}
                channel={conversation.id}
                isFollowing={!isNewDay && follows(message, before)}
              />
            </div>
          )
        })}
      </div>
    </section>
  )
}

const follows = (message: ShownMessage, before: ShownMessage | undefined) =>
  before !== undefined &&
  before.user === message.user &&
  !before.onlyYou &&
  !message.onlyYou &&
  message.blocks.length === 0 &&
  Number(message.ts) - Number(before.ts) < TOGETHER

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

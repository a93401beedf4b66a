import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { Intro } from './intro.tsx'
import { MessageList } from './message-list.tsx'
import { useScene } from './scene.tsx'
import { Topbar } from './topbar.tsx'

/** A channel: what was said in it, and a composer to say more. */
export const Conversation = ({ breaches }: { breaches: number }) => {
  const { state } = useScene()
  const channel = state.conversations.find(({ kind }) => kind === 'channel')
  if (!channel) return null
  return (
    <>
      <Topbar breaches={breaches}>
        <h2 class="place-name">
          <Icon name="hash" />
          {channel.name}
        </h2>
      </Topbar>
      <MessageList key={channel.id} conversation={channel}>
        <Intro />
      </MessageList>
      <Composer channel={channel.id} name={`#${channel.name}`} />
    </>
  )
}

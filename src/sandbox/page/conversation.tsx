import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { Intro } from './intro.tsx'
import { Menu } from './menu.tsx'
import { MessageList } from './message-list.tsx'
import { type ChannelHere, useScene } from './scene.tsx'
import { Topbar } from './topbar.tsx'

/** A channel: what was said in it, and a composer to say more. */
export const Conversation = ({ channel, breaches }: { channel: ChannelHere; breaches: number }) => {
  const { state } = useScene()
  const isFirst = state.conversations[0]?.id === channel.id
  const closed = closedText(channel)
  return (
    <>
      <Topbar breaches={breaches}>
        <ChannelHeader channel={channel} />
      </Topbar>
      <MessageList key={channel.id} conversation={channel}>
        {isFirst ? <Intro /> : <Beginning channel={channel} />}
      </MessageList>
      {closed ? (
        <p class="read-only">{closed}</p>
      ) : (
        <Composer key={channel.id} channel={channel.id} name={`#${channel.name}`} />
      )}
    </>
  )
}

/** What Slack shows in place of the composer if nobody can write. */
const closedText = ({ name, channel }: ChannelHere) => {
  if (channel.isArchived) return `#${name} has been archived.`
  return channel.isReadOnly ? `Only some people can post in #${name}.` : undefined
}

const ChannelHeader = ({ channel: { id, name, channel } }: { channel: ChannelHere }) => {
  const { state, acting } = useScene()
  const { topic, isPrivate, hasApp } = channel
  const app = state.app.name
  return (
    <>
      <h2 class="place-name">
        <Icon name={isPrivate ? 'lock' : 'hash'} />
        {name}
      </h2>
      <Menu
        label={`About #${name}`}
        icon="down"
        class="icon-button about"
        items={[
          {
            name: hasApp ? `Remove ${app} from this channel` : `Add ${app} to this channel`,
            note: hasApp ? `/kick @${app}` : `/invite @${app}`,
            pick: () =>
              void acting.act({ do: 'channel', channel: id, change: hasApp ? 'remove-app' : 'add-app' }),
          },
        ]}
      />
      <p class="topic">{topic}</p>
    </>
  )
}

const Beginning = ({ channel: { name, channel } }: { channel: ChannelHere }) => (
  <p class="beginning">
    This is the very beginning of #{name}. {channel.purpose}
  </p>
)

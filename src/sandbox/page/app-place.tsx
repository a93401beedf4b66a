import { useEffect } from 'preact/hooks'
import { Blocks } from './blocks/block.tsx'
import { SurfaceContext } from './blocks/surface.tsx'
import { Composer } from './composer.tsx'
import { Face } from './face.tsx'
import { MessageList } from './message-list.tsx'
import { memberOf, useScene } from './scene.tsx'
import { Topbar } from './topbar.tsx'

const TABS = [
  { tab: 'home', name: 'Home' },
  { tab: 'messages', name: 'Messages' },
] as const

/** The app's own place: its Home, and its messages to this member. Opening either tells the app, as Slack does. */
export const AppPlace = ({ breaches }: { breaches: number }) => {
  const { state, acting, route, go } = useScene()
  useEffect(() => {
    void acting.act({ do: 'openTab', tab: route.tab })
  }, [route.tab])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = route.tab === 'home' ? 'messages' : 'home'
    go({ tab: other })
    document.getElementById(`tab-${other}`)?.focus()
  }
  return (
    <>
      <Topbar breaches={breaches}>
        <h2 class="place-name">
          <Face member={memberOf(state, state.app.userId)} size={26} />
          <span class="app-name">{state.app.name}</span>
        </h2>
        <div role="tablist" aria-label={state.app.name} class="tabs" onKeyDown={onKeyDown}>
          {TABS.map(({ tab, name }) => (
            <button
              key={tab}
              id={`tab-${tab}`}
              type="button"
              role="tab"
              aria-selected={route.tab === tab}
              aria-controls={`panel-${tab}`}
              tabIndex={route.tab === tab ? 0 : -1}
              onClick={() => go({ tab })}
            >
              {name}
            </button>
          ))}
        </div>
      </Topbar>
      {route.tab === 'home' ? <Home /> : <Messages />}
    </>
  )
}

const Home = () => {
  const { state } = useScene()
  const { home } = state
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach what scrolls
    <div role="tabpanel" id="panel-home" aria-labelledby="tab-home" class="home scroll" tabIndex={0}>
      {home ? (
        <SurfaceContext.Provider value={{ surface: 'home', inputs: home.inputs, errors: {} }}>
          <div class="home-page" data-focus-parts=".block">
            <Blocks blocks={home.blocks} />
          </div>
        </SurfaceContext.Provider>
      ) : (
        <p class="empty">{state.app.name} has not shown its Home yet.</p>
      )}
    </div>
  )
}

const Messages = () => {
  const { state } = useScene()
  const dm = state.conversations.find(({ kind }) => kind === 'app')
  if (!dm) return null
  return (
    <div role="tabpanel" id="panel-messages" aria-labelledby="tab-messages" class="panel">
      <MessageList conversation={dm}>
        <div class="welcome">
          <Face member={memberOf(state, state.app.userId)} size={56} />
          <h3>{state.app.name}</h3>
          <p>{state.app.description}</p>
        </div>
      </MessageList>
      {state.app.isReadOnly ? (
        <p class="read-only">Sending messages to this app has been turned off.</p>
      ) : (
        <Composer channel={dm.id} name={state.app.name} />
      )}
    </div>
  )
}

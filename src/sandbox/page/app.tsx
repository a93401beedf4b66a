import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { LogState, PageState } from '../page-server/wire.ts'
import { AppPlace } from './app-place.tsx'
import { ConfirmProvider } from './confirm.tsx'
import { actingAs, listen } from './connection.ts'
import { Conversation } from './conversation.tsx'
import { Modal } from './modal.tsx'
import { addressOf, type Route, readRoute } from './route.ts'
import { channelHere, SceneContext } from './scene.tsx'
import { Sidebar } from './sidebar.tsx'
import { type Toast, Toasts } from './toasts.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { Workbench } from './workbench.tsx'

const TOLD_FOR = 9000

/** The whole window: one member's view of the workspace. */
export const App = () => {
  const [route, setRoute] = useState(() => readRoute(location.search))
  const [state, setState] = useState<PageState>()
  const [log, setLog] = useState<LogState>({ lines: [], breaches: [] })
  const [isLost, setLost] = useState(false)
  const [toasts, setToasts] = useState<Toast[]>([])
  const heardAt = useRef(0)
  const run = useRef<string>(undefined)

  const drop = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), [])
  const tell = useCallback((text: string) => {
    const id = Math.random()
    setToasts((all) => [...all.filter((one) => one.text !== text), { id, text }])
    setTimeout(() => drop(id), TOLD_FOR)
  }, [])

  useEffect(() => {
    setState(undefined)
    return listen(route.as, {
      state: (next) => {
        // Another run may be another version, so the page reloads.
        if (run.current && run.current !== next.run) location.reload()
        run.current = next.run
        heardAt.current = performance.now()
        setState(next)
      },
      log: setLog,
      isLost: setLost,
    })
  }, [route.as])
  useEffect(() => {
    const back = () => setRoute(readRoute(location.search))
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])

  const acting = useMemo(() => actingAs(route.as, tell), [route.as])
  const go = useCallback((to: Partial<Route>) => {
    setRoute((before) => {
      const next = { ...before, ...to }
      if (addressOf(next) !== addressOf(before)) history.pushState(null, '', addressOf(next))
      return next
    })
  }, [])
  useKeptFocus()
  if (!state)
    return <p class="opening">{isLost ? 'The sandbox does not answer.' : 'Opening the sandbox …'}</p>

  const now = () => state.now + performance.now() - heardAt.current
  const me = state.members.find(({ id }) => id === state.me)
  const channel = channelHere(state, route)
  document.title = `${channel ? `#${channel.name}` : state.app.name} · ${me?.name ?? ''} · ${state.workspace.name}`
  const modal = state.modal
  return (
    <SceneContext.Provider value={{ state, acting, route, go, tell, now }}>
      <ConfirmProvider>
        <div class={`window ${route.workbench ? 'with-workbench' : ''}`}>
          <Sidebar />
          <main tabIndex={-1}>
            {isLost && (
              <p class="lost" role="alert">
                The sandbox does not answer; trying again. Is “npm start” still running?
              </p>
            )}
            {channel ? (
              <Conversation key={state.me} channel={channel} breaches={log.breaches.length} />
            ) : (
              <AppPlace key={state.me} breaches={log.breaches.length} />
            )}
          </main>
          {route.workbench && <Workbench log={log} />}
        </div>
        {modal && <Modal key={modal.view.rootViewId} {...modal} />}
        <Toasts toasts={toasts} drop={drop} />
      </ConfirmProvider>
    </SceneContext.Provider>
  )
}

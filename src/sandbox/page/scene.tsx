import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Conversation, PageState, ShownChannel, ShownMember } from '../page-server/wire.ts'
import type { Acting } from './connection.ts'
import type { Route } from './route.ts'

/** What any part of the page may need: what to show, how to act, where the window is. */
export type Scene = {
  state: PageState
  acting: Acting
  route: Route
  go(to: Partial<Route>): void
  /** Shows a notice in the corner. */
  tell(text: string): void
  /** Epoch milliseconds of the workspace's clock. */
  now(): number
}

export const SceneContext = createContext<Scene | undefined>(undefined)

export const useScene = (): Scene => {
  const scene = useContext(SceneContext)
  if (!scene) throw new Error('outside of the page')
  return scene
}

export const memberOf = ({ members }: PageState, id: string) => members.find((member) => member.id === id)

/** The channel that a window shows, if it shows one; the first if it names none that the member sees. */
export const channelHere = ({ conversations }: PageState, route: Route): ChannelHere | undefined => {
  if (route.in === 'app') return undefined
  const channels = conversations.filter((one) => one.channel !== undefined)
  const found = channels.find(({ name }) => name === route.channel) ?? channels[0]
  return found?.channel && { ...found, channel: found.channel }
}

export type ChannelHere = Conversation & { channel: ShownChannel }

export const useMe = (): ShownMember & { zone: string } => {
  const { state } = useScene()
  const me = memberOf(state, state.me)
  if (!me) throw new Error(`nobody is ${state.me}`)
  return { ...me, zone: me.zone ?? 'Etc/UTC' }
}

/** Redraws at this interval in milliseconds, for anything that shows the time. */
export const useTick = (every: number) => {
  const [, setCount] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setCount((count) => count + 1), every)
    return () => clearInterval(timer)
  }, [every])
}

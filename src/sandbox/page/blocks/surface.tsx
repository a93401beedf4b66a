import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Surface, Target } from '../../page-server/wire.ts'
import { type JsonObject, textAt } from '../../slack/json.ts'
import type { Block, InputState } from '../../slack/state/state.ts'

/** Where blocks are shown, and what their inputs hold. */
export type SurfaceHere = { surface: Surface; inputs: InputState; errors: { [blockId: string]: string } }

export const SurfaceContext = createContext<SurfaceHere>({ surface: 'home', inputs: {}, errors: {} })
export const useSurface = () => useContext(SurfaceContext)

export const targetOf = (block: Block, element: JsonObject): Target => ({
  blockId: block.block_id,
  actionId: textAt(element, 'action_id') ?? '',
})

/** What a stateful element holds, as `state.values` has it. */
export const useHeld = (block: Block, element: JsonObject): JsonObject => {
  const { inputs } = useSurface()
  return inputs[block.block_id]?.[textAt(element, 'action_id') ?? ''] ?? {}
}

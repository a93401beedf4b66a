import { useState } from 'preact/hooks'
import type { ActAnswer } from '../../page-server/wire.ts'
import { type Json, type JsonObject, objectAt } from '../../slack/json.ts'
import type { Block } from '../../slack/state/state.ts'
import { useConfirm } from '../confirm.tsx'
import { useScene } from '../scene.tsx'
import { targetOf, useSurface } from './surface.tsx'

export type ElementProps = { element: JsonObject; block: Block }

/** Uses an element, after asking its `confirm` question if it has one. `isBusy`: the app has not answered yet. */
export const useElement = ({ element, block }: ElementProps) => {
  const { acting } = useScene()
  const { surface } = useSurface()
  const confirm = useConfirm()
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const use = async (input?: Json, how: { enter?: boolean } = {}): Promise<ActAnswer | undefined> => {
    if (!(await confirm(objectAt(element, 'confirm')))) return undefined
    setBusy(true)
    setFailed(false)
    const answer = await acting.act({
      do: 'interact',
      surface,
      target: targetOf(block, element),
      input,
      ...how,
    })
    setBusy(false)
    setFailed((answer.told ?? answer.refused) !== undefined)
    return answer
  }
  return { use, isBusy, hasFailed }
}

import type { Log } from '../app/log.ts'

/** Acts on each, one after another. What fails is logged and keeps nothing back from the others. */
export const oneByOne = async <Item>(
  { log, failed }: { log: Log; failed: string },
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
): Promise<void> => {
  for (const item of items) {
    try {
      await act(item)
    } catch (error) {
      log.error({ err: error }, failed)
    }
  }
}

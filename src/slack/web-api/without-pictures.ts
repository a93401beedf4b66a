type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null

/**
 * The arguments of a call without the pictures beside its sections, or undefined if there are none. Slack refuses all of
 * a message or view when it cannot load one picture in it, and a message must not be lost for that.
 */
export const withoutPictures = (args: Part): Part | undefined => {
  const { blocks: given } = args
  if (Array.isArray(given)) {
    const blocks = given.map(withoutPicture)
    return blocks.some((block, at) => block !== given[at]) ? { ...args, blocks } : undefined
  }
  const view = isPart(args.view) ? withoutPictures(args.view) : undefined
  return view && { ...args, view }
}

const withoutPicture = (block: unknown): unknown => {
  if (!isPart(block) || !isPart(block.accessory) || block.accessory.type !== 'image') return block
  const { accessory: _, ...rest } = block
  return rest
}

import { drawFind, type FindForm, openFind, readFindForm, shownSearch } from '../modals/open-find.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'

type Answer = Promise<Reply<never>>
type Page = Awaited<ReturnType<typeof drawFind>>

const reply = (parts: SlackParts, press: Press, page: Page): Reply<never> =>
  'refused' in page ? say(parts, press, page.refused) : show(parts, press, page.view)

/** Opens the directory. */
export const startFinding = async (parts: SlackParts, press: Press): Answer =>
  reply(parts, press, await openFind(parts, press))

const searching =
  (searchOf: (modal: NonNullable<Press['modal']>) => FindForm | undefined) =>
  async (parts: SlackParts, press: Press): Answer => {
    const search = press.modal && searchOf(press.modal)
    return search ? reply(parts, press, await drawFind(parts, press, search)) : sayNotFound(parts, press)
  }

/** Other words, another topic, or other people. */
export const searchAgain = searching(readFindForm)

/** The next page of what is shown, whatever was typed since. */
export const showMoreFound = searching(shownSearch)

export const showFirstFound = searching((modal) => {
  const search = shownSearch(modal)
  return search && { ...search, shown: [] }
})

import type { ModalView } from '@slack/types'
import type { Extent, Side } from '../../domain/requests/lists.ts'
import type { RequestsState } from '../../store/reads/home.ts'
import { requestsShown } from '../browsing.ts'
import type { Words } from '../text/words.ts'
import { header, section, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { EXCERPT } from './peoples-text.ts'
import { requestList } from './request-lists.ts'

/** One of the two lists over Home, which has room for only a part of it. @param remark why a press in it did nothing */
export const requestsModal = (
  words: Words,
  { side, extent }: { side: Side; extent: Extent },
  state: RequestsState,
  remark: string | undefined,
): ModalView =>
  modal(words, {
    title: extent === 'closed' ? words.labels.history : words.headings[side],
    private_metadata: requestsShown.encode({ side, extent }),
    blocks: stack(
      remark !== undefined && section(remark),
      // Otherwise the title says which it is.
      extent === 'closed' && header(words.headings[side]),
      requestList(words, side, state, { excerpt: EXCERPT, extent }),
    ),
  })

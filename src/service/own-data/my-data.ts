import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { type OwnSection, ownSections } from '../../domain/own-data.ts'
import { type OwnRow, ownRowsOf } from '../../store/own-data/reads.ts'
import type { InWorkspace } from '../../store/sql/transaction.ts'
import { ownRows } from '../../store/sql/tx.ts'
import type { Change, Parts } from '../act.ts'

export type OwnData = Readonly<Record<OwnSection, readonly OwnRow[]>>

/** How many rows of a section are counted on the page; the file has all of them. */
export const MOST_COUNTED_ROWS = 1_000
/** Rows in one statement, so that none takes long. */
const AT_ONCE = 10_000

const collected = async (
  inWorkspace: InWorkspace,
  workspace: WorkspaceId,
  member: MemberId,
  section: OwnSection,
): Promise<readonly OwnRow[]> => {
  const all: OwnRow[] = []
  for (;;) {
    const part = await inWorkspace(workspace, (tx) =>
      ownRowsOf(tx, section, member, { from: all.length, limit: AT_ONCE }),
    )
    all.push(...part)
    if (part.length < AT_ONCE) return all
  }
}

type Own = { workspace: WorkspaceId; actor: MemberId }

/** All that is kept about a member, as that member may see it. */
export const myData = ({ inWorkspace }: Pick<Parts, 'inWorkspace'>) => ({
  /** What the page shows: the first rows of each section. */
  page: ({ workspace, actor }: Own): Promise<OwnData> =>
    inWorkspace(workspace, async (tx) => {
      const read = ownSections.map(
        async (section) =>
          [section, await ownRowsOf(tx, section, actor, { from: 0, limit: MOST_COUNTED_ROWS })] as const,
      )
      return Object.fromEntries(await Promise.all(read)) as OwnData
    }),

  /** Everything, for the file. */
  all: async (workspace: WorkspaceId, actor: MemberId): Promise<OwnData> => {
    const entries: (readonly [OwnSection, readonly OwnRow[]])[] = []
    // One after another: nobody waits for a file.
    for (const section of ownSections)
      entries.push([section, await collected(inWorkspace, workspace, actor, section)])
    return Object.fromEntries(entries) as OwnData
  },
})

export type MyData = ReturnType<typeof myData>

/** Sends the member all of it as a file. */
export const sendMyData = (change: Change, { actor: to }: Own): Promise<void> =>
  change(ownRows, async (tx) => tx.tell([{ kind: 'ownData', to }]))

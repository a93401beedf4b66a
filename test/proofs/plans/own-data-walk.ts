import { type MemberId, workspaceId } from '../../../src/domain/ids.ts'
import { MINUTE } from '../../../src/domain/time/time.ts'
import type { Parts } from '../../../src/service/act.ts'
import { forget } from '../../../src/service/own-data/forget.ts'
import type { Services } from '../../../src/service/services.ts'
import type { TestClock } from '../../support/world.ts'

const workspace = workspaceId('T7')
const formerName = 'A former member'

/** All that is kept about members, and members forgotten: at once, and in steps. */
export const walkThroughOwnData = async (
  parts: Parts & { clock: TestClock },
  use: Services,
  [first, second, third]: readonly [MemberId, MemberId, MemberId],
): Promise<void> => {
  await use.myData.page({ workspace, actor: first })
  await use.myData.all(workspace, first)
  await use.sendMyData({ workspace, actor: first })
  await use.forgetMe({ workspace, actor: first, formerName })
  await forget(parts, { workspace, actor: second, formerName }, 10)
  await use.forgetting.plan(workspace, formerName)
  await use.forgetMe({ workspace, actor: third, formerName })
  parts.clock.advance(3 * MINUTE)
  if (!(await use.forgetting.plan(workspace, formerName))) throw new Error('somebody was not forgotten')
}

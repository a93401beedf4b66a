import { workspaceId } from '../../src/domain/ids.ts'
import { idSource } from '../../src/service/act.ts'
import { type Services, services } from '../../src/service/services.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import type { Journey } from './app.ts'
import { testDatabase } from './database.ts'

/** The use cases over a journey's own workspace, for what has no surface yet. */
export const servicesOf = async ({
  slack,
  clock,
}: Journey): Promise<{ use: Services; workspace: ReturnType<typeof workspaceId> }> => ({
  workspace: workspaceId(slack.state.team.id),
  use: services(
    {
      inWorkspace: inWorkspace((await testDatabase()).knex),
      clock,
      nextId: idSource(clock),
      wake: () => {},
    },
    async () => 'unavailable',
  ),
})

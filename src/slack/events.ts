import type { App } from '@slack/bolt'
import type { Log } from '../app/log.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Services, UseCases } from '../service/services.ts'
import { type EventFacts, type EventType, readEvent } from './payloads.ts'
import { receiptKeys } from './receipt-keys.ts'
import { hearRemoval } from './removal.ts'
import type { SlackParts } from './reply.ts'
import { type Organisation, toAccount } from './web-api/accounts.ts'

type Parts = {
  services: Services
  installation: { workspace: WorkspaceId; organisation: Organisation }
  client: SlackParts['client']
  log: Log
}

/** What the app hears of members and of itself. */
export const hearEvents = (app: App, { services, installation, client, log }: Parts): void => {
  const { workspace, organisation } = installation
  /** An event is only acknowledged; one that breaks is answered with 500, so that Slack sends it again. */
  const heard = new Map<string, (body: unknown) => Promise<void>>()
  const hear = <Type extends EventType>(
    type: Type,
    act: (
      services: UseCases,
      event: ReturnType<typeof readEvent<Type>>['event'],
      facts: EventFacts,
    ) => Promise<void>,
  ) =>
    heard.set(type, async (body) => {
      const { event, facts } = readEvent(type, body)
      await act(services.onceFor(receiptKeys.event(facts.id)), event, facts)
    })
  app.event(/.*/, async ({ event, body }) => heard.get(event.type)?.(body))

  hear('app_home_opened', async ({ openHome }, { tab, user }) => {
    if (tab === 'home') await openHome({ workspace, actor: user })
  })
  hear('user_change', ({ learn }, { user }, { at }) =>
    learn({ workspace, account: toAccount(user, organisation), seenAt: at }),
  )
  const removal = { workspace, client, log }
  // The second event may come before the first, or alone: Slack promises no order.
  hear('app_uninstalled', (services, _event, facts) => hearRemoval(removal, services, facts))
  hear('tokens_revoked', async (services, { tokens }, facts) => {
    if (tokens.bot?.length) await hearRemoval(removal, services, facts)
  })
}

import type { App } from '@slack/bolt'
import type { Log } from '../app/log.ts'
import type { Services, UseCases } from '../service/services.ts'
import { type EventFacts, type EventType, readEvent } from './event-payloads.ts'
import { receiptKeys } from './receipt-keys.ts'
import { hearRemoval } from './removal.ts'
import type { Served, Serving } from './serving.ts'
import { toAccount } from './web-api/accounts.ts'

type Parts = { services: Services; serving: Serving; log: Log }

/** What the app hears of members and of itself. */
export const hearEvents = (app: App, { services, serving, log }: Parts): void => {
  /** An event is only acknowledged; one that breaks is answered with 500, so that Slack sends it again. */
  const heard = new Map<string, (body: unknown, served: Served | undefined) => Promise<void>>()
  const hear = <Type extends EventType>(
    type: Type,
    act: (
      services: UseCases,
      event: ReturnType<typeof readEvent<Type>>['event'],
      facts: EventFacts,
      served: Served | undefined,
    ) => Promise<void>,
  ) =>
    heard.set(type, async (body, served) => {
      const { event, facts } = readEvent(type, body)
      await act(services.onceFor(receiptKeys.event(facts.id)), event, facts, served)
    })
  app.event(/.*/, async ({ event, body, context }) =>
    heard.get(event.type)?.(body, (context as { served?: Served }).served),
  )

  hear('app_home_opened', async ({ openHome }, { tab, user }, _facts, served) => {
    if (served && tab === 'home') await openHome({ workspace: served.workspace, actor: user })
  })
  hear('user_change', async ({ learn }, { user }, { at, source }, served) => {
    if (!served) return
    // An organisation tells once of somebody who may be a member of many of its workspaces.
    const all = served.workspace === served.organisation.enterprise ? await serving.allOf(source) : [served]
    for (const { workspace, organisation } of all)
      await learn({ workspace, account: toAccount(user, organisation), seenAt: at })
  })
  const teamsChanged = async (
    teams: readonly string[],
    { at, source }: EventFacts,
    are: 'granted' | 'revoked',
  ) => {
    if (source.enterprise !== null) await serving.teamsChanged(source.enterprise, teams, are, at)
  }
  hear('team_access_granted', (_services, { team_ids }, facts) => teamsChanged(team_ids, facts, 'granted'))
  hear('team_access_revoked', (_services, { team_ids }, facts) => teamsChanged(team_ids, facts, 'revoked'))
  const removal = { serving, log }
  // The second event may come before the first, or alone: Slack promises no order.
  hear('app_uninstalled', (services, _event, facts) => hearRemoval(removal, services, facts))
  hear('tokens_revoked', async (services, { tokens }, facts) => {
    if (tokens.bot?.length) await hearRemoval(removal, services, facts)
  })
}

import type { Clock } from '../domain/time/time.ts'
import type { IdSource } from '../service/act.ts'
import { access, installations } from '../service/installations/installations.ts'
import { identify } from '../slack/connect.ts'
import { type Install, installing } from '../slack/oauth/installing.ts'
import { refreshing } from '../slack/oauth/refreshing.ts'
import { type Serving, servingOne } from '../slack/serving.ts'
import { servingInstalled } from '../slack/serving-installed.ts'
import { servingOrganisation } from '../slack/serving-organisation.ts'
import type { Words } from '../slack/text/words.ts'
import { promptClient } from '../slack/web-api/client.ts'
import { installationNamed } from '../store/installation-records.ts'
import { installationStore } from '../store/installations.ts'
import { allWorkspaces, type LookOver, oneWorkspace } from '../store/look-over.ts'
import { oauthStates } from '../store/oauth-states.ts'
import { sealing } from '../store/sealing.ts'
import type { Database } from '../store/sql/database.ts'
import type { InWorkspace } from '../store/sql/transaction.ts'
import { saveWorkspace } from '../store/workspaces.ts'
import { oneByOne } from '../worker/one-by-one.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { carryOver } from './since-one-for-all.ts'
import type { SlackConfig } from './slack-config.ts'

type Parts = {
  config: { slack: Exclude<SlackConfig, { mode: 'sandbox' }>; slackApiUrl: string }
  database: Database
  inWorkspace: InWorkspace
  clock: Clock
  nextId: IdSource
  log: Log
  words: Words
  count: Metrics['installed']
}

type Workspaces = {
  serving: Serving
  lookOver: LookOver
  /** The pages on which the app is installed; absent where the operator gave a token. */
  install?: Install
  /** Replaces the tokens that are about to end. */
  refreshAll?: () => Promise<void>
}

/** The workspace or organisation whose token is in the environment, or all that install the app. */
export const wireWorkspaces = async (parts: Parts): Promise<Workspaces> => {
  const { config, database, inWorkspace, clock, log, words, count } = parts
  const { slack, slackApiUrl: apiUrl } = config
  const named = installationNamed(database.knex)
  if (slack.mode !== 'oauth') {
    const one = await identify(promptClient(slack.botToken, apiUrl), slack.botToken, { log })
    if (one.workspace === one.organisation.enterprise) {
      await carryOver(database, one, { log })
      const lookOver = allWorkspaces(database.knex)
      return {
        serving: servingOrganisation(one, { lookOver, installationNamed: named, clock, ...access(parts) }),
        lookOver,
      }
    }
    await inWorkspace(one.workspace, (tx) => saveWorkspace(tx, one.name, clock.now()))
    return { serving: servingOne(one), lookOver: oneWorkspace(one.workspace) }
  }
  const store = installationStore(database.knex, sealing(slack.tokenKeys))
  const installed = installations(parts, store)
  const lookOver = allWorkspaces(database.knex)
  const changed = () => serving.forget()
  const { refresh, endsBy, endsAtLast } = refreshing({
    ...{ slack, apiUrl, installations: store, clock, log, changed, count },
  })
  const serving = servingInstalled({
    ...{ installations: store, installationNamed: named, lookOver, refresh, endsAtLast, apiUrl, clock, log },
    ...{ admit: installed.admit, retire: installed.retire },
  })
  const install = installing({
    ...{ slack, apiUrl, installations: installed, clock, log, words, changed, count },
    states: oauthStates(database.knex),
  })
  const failing = { log, failed: 'a token could not be replaced; it is tried again in a minute' }
  const refreshAll = async () => oneByOne(failing, await lookOver.expiring(endsBy()), refresh)
  return { serving, lookOver, install, refreshAll }
}

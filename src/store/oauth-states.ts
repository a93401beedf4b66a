import { createHash, randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { type Instant, MINUTE } from '../domain/time/time.ts'
import { statements } from './sql/transaction.ts'

/** How long somebody may take from *Add to Slack* to *Allow*. */
export const STATE_LASTS = 10 * MINUTE

const hashOf = (state: string) => createHash('sha256').update(state).digest('hex')

/**
 * The states of installations that were begun: random, kept only as hashes, and good for one return. They belong to no
 * workspace, so the transaction names none.
 */
export const oauthStates = (knex: Knex) => {
  const rows = statements(knex, [])
  return {
    /** @returns a new state, for the browser and for Slack */
    begin: async (now: Instant): Promise<string> => {
      const state = randomBytes(32).toString('base64url')
      await rows('delete from oauth_states where expires_at <= :now', { now: new Date(now) })
      await rows('insert into oauth_states (state_hash, expires_at) values (:hash, :until)', {
        hash: hashOf(state),
        until: new Date(now + STATE_LASTS),
      })
      return state
    },

    /** @returns whether it was begun, is not over, and comes back for the first time */
    end: async (state: string, now: Instant): Promise<boolean> => {
      const ended = await rows(
        'delete from oauth_states where state_hash = :hash returning expires_at > :now as is_valid',
        { hash: hashOf(state), now: new Date(now) },
      )
      return ended[0]?.is_valid === true
    },
  }
}

export type OauthStates = ReturnType<typeof oauthStates>

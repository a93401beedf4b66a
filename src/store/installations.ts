import type { Knex } from 'knex'
import { type MemberId, memberId, type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { installationNamed } from './installation-records.ts'
import type { Sealing } from './sealing.ts'
import { instant, orNull, type Row, text, texts } from './sql/row.ts'
import { inWorkspace, statements } from './sql/transaction.ts'

/** A team (T…) or organisation (E…) that allowed the app. */
export type Installation = {
  id: string
  team: string | null
  enterprise: string | null
  botToken: string
  refreshToken: string | null
  /** When the bot token ends; null if it never does. */
  expiresAt: Instant | null
  botId: string
  botUserId: string
  scopes: readonly string[]
  installedBy: MemberId
}

/** `installedAt`: when it was last made, by our clock. */
export type KeptInstallation = Installation & { installedAt: Instant }

/** What Slack gives for a refresh token. */
export type FreshToken = { botToken: string; refreshToken: string; expiresAt: Instant }

/** What its row says besides its tokens. */
export type InstallationRecord = Omit<KeptInstallation, 'botToken' | 'refreshToken'> & {
  hasToken: boolean
  /** Why Slack no longer accepts its tokens, by Slack's name for it; null while it does. */
  brokenBecause: string | null
}

const columns = /* sql */ `
  workspace_id, team_id, enterprise_id, bot_token, refresh_token, expires_at, bot_id, bot_user_id, scopes, installed_by,
  installed_at, broken_because`

const idOf = (row: Row) => text(row, 'workspace_id')

const toRecord = (row: Row): InstallationRecord => ({
  id: idOf(row),
  team: orNull(text, row, 'team_id'),
  enterprise: orNull(text, row, 'enterprise_id'),
  expiresAt: orNull(instant, row, 'expires_at'),
  botId: text(row, 'bot_id'),
  botUserId: text(row, 'bot_user_id'),
  scopes: texts(row, 'scopes'),
  installedBy: memberId(text(row, 'installed_by')),
  installedAt: instant(row, 'installed_at'),
  hasToken: row.bot_token !== null,
  brokenBecause: orNull(text, row, 'broken_because'),
})

const ending = (changes: string) => /* sql */ `
  update installations set ${changes} renewing_until = null
  where workspace_id = :id and renewing_until = :until returning workspace_id`
const RENEWED = ending('bot_token = :bot, refresh_token = :refresh, expires_at = :expiresAt,')
const BROKEN = ending('broken_because = :because,')
const UNANSWERED = ending('')

/** Installations, their tokens sealed in the database and nowhere else. */
export const installationStore = (knex: Knex, { seal, open, isCurrent }: Sealing) => {
  const within = (ids: readonly string[]) => statements(knex, ids.map(workspaceId))
  const bound = (workspace: string, column: string) => ({ workspace, column })
  const opened = (row: Row): KeptInstallation | undefined => {
    const { hasToken, brokenBecause, ...record } = toRecord(row)
    if (!hasToken || brokenBecause !== null) return undefined
    const refresh = orNull(text, row, 'refresh_token')
    return {
      ...record,
      botToken: open(text(row, 'bot_token'), bound(record.id, 'bot_token')),
      refreshToken: refresh === null ? null : open(refresh, bound(record.id, 'refresh_token')),
    }
  }
  const named = installationNamed(knex)
  return {
    /** Keeps a new installation, or one that was made again. */
    save: async (made: Installation, now: Instant): Promise<void> => {
      const { id, refreshToken } = made
      await within([id])(
        /* sql */ `
        insert into installations (workspace_id, team_id, enterprise_id, bot_token, refresh_token, expires_at, bot_id,
          bot_user_id, scopes, installed_by, installed_at)
        values (:id, :team, :enterprise, :botToken, :refreshToken, :expiresAt, :botId, :botUserId, :scopes, :installedBy, :now)
        on conflict (workspace_id) do update set bot_token = excluded.bot_token, refresh_token = excluded.refresh_token,
          expires_at = excluded.expires_at, bot_id = excluded.bot_id, bot_user_id = excluded.bot_user_id,
          scopes = excluded.scopes, installed_by = excluded.installed_by, installed_at = excluded.installed_at,
          broken_because = null, renewing_until = null`,
        {
          id,
          team: made.team,
          enterprise: made.enterprise,
          botToken: seal(made.botToken, bound(id, 'bot_token')),
          refreshToken: refreshToken === null ? null : seal(refreshToken, bound(id, 'refresh_token')),
          expiresAt: made.expiresAt === null ? null : new Date(made.expiresAt),
          botId: made.botId,
          botUserId: made.botUserId,
          scopes: [...made.scopes],
          installedBy: made.installedBy,
          now: new Date(now),
        },
      )
    },

    /** The one that serves a team: its own, or else its organisation's. Undefined if neither has a working token. */
    serving: async ({
      team,
      enterprise,
    }: {
      team: string | null
      enterprise: string | null
    }): Promise<KeptInstallation | undefined> => {
      const ids = [team, enterprise].filter((id) => id !== null)
      if (ids.length === 0) return undefined
      const rows = await within(ids)(
        `select ${columns} from installations where workspace_id = any(:ids)
          order by (workspace_id = :team) is true desc`,
        { ids, team },
      )
      return rows.map(opened).find((one) => one !== undefined)
    },

    /** The one through which a workspace is served, as the workspace's own row says. */
    of: async (workspace: WorkspaceId): Promise<KeptInstallation | undefined> => {
      const id = await named(workspace)
      if (id === null) return undefined
      const [row] = await within([id])(`select ${columns} from installations where workspace_id = :id`, {
        id,
      })
      return row && opened(row)
    },

    /** The app was removed: its tokens are gone at once, and who installed it, unless it was installed again since. */
    forget: async (id: string, happenedAt: Instant): Promise<void> => {
      await within([id])(
        'delete from installations where workspace_id = :id and installed_at <= :happenedAt',
        { id, happenedAt: new Date(happenedAt) },
      )
    },

    /**
     * Takes the renewal of a token that ends by then; nobody else gets it before `until`. A lease that ends later was taken
     * before the clock was set back.
     * @returns `fresh` if there is nothing to do, or another is doing it and the token still lasts; `renewing` if it is over
     */
    takeRenewal: (
      id: string,
      { now, endsBy, until }: { now: Instant; endsBy: Instant; until: Instant },
    ): Promise<{ refreshToken: string } | 'renewing' | 'fresh'> =>
      inWorkspace(knex)(workspaceId(id), async (tx) => {
        const [[taken], [over]] = await Promise.all([
          tx.rows(
            /* sql */ `
            update installations set renewing_until = :until
            where workspace_id = :workspace and refresh_token is not null and broken_because is null
              and expires_at <= :endsBy
              and (renewing_until is null or renewing_until <= :now or renewing_until > :until)
            returning refresh_token`,
            { now: new Date(now), endsBy: new Date(endsBy), until: new Date(until) },
          ),
          tx.rows(
            /* sql */ `
            select expires_at from installations
            where workspace_id = :workspace and refresh_token is not null and broken_because is null
              and expires_at <= :now`,
            { now: new Date(now) },
          ),
        ])
        if (taken) return { refreshToken: open(text(taken, 'refresh_token'), bound(id, 'refresh_token')) }
        return over ? 'renewing' : 'fresh'
      }),

    /**
     * Ends a renewal with what Slack gave, why it gives nothing any more, or null if it did not answer.
     * @returns false if it is no longer the asker's, as after the app was installed again or removed: then nothing changes
     */
    endRenewal: async (
      id: string,
      until: Instant,
      got: FreshToken | { broken: string } | null,
    ): Promise<boolean> => {
      const lease = { id, until: new Date(until) }
      const ended = await (got === null
        ? within([id])(UNANSWERED, lease)
        : 'broken' in got
          ? within([id])(BROKEN, { ...lease, because: got.broken })
          : within([id])(RENEWED, {
              ...lease,
              bot: seal(got.botToken, bound(id, 'bot_token')),
              refresh: seal(got.refreshToken, bound(id, 'refresh_token')),
              expiresAt: new Date(got.expiresAt),
            }))
      return ended.length > 0
    },

    /** Seals what is not sealed with the newest key anew. @returns whether anything was. @throws Error if anything does not open */
    rotate: async (id: string): Promise<boolean> => {
      const [row] = await within([id])(`select ${columns} from installations where workspace_id = :id`, {
        id,
      })
      if (!row) return false
      const again = (column: 'bot_token' | 'refresh_token') => {
        const sealed = orNull(text, row, column)
        if (sealed === null) return null
        // Also one that names the newest key, which may be another key under the same id.
        const secret = open(sealed, bound(id, column))
        return isCurrent(sealed) ? sealed : seal(secret, bound(id, column))
      }
      const [bot, refresh] = [again('bot_token'), again('refresh_token')]
      if (bot === row.bot_token && refresh === row.refresh_token) return false
      // Only if nobody has changed it since.
      const changed = await within([id])(
        /* sql */ `
        update installations set bot_token = :bot, refresh_token = :refresh
        where workspace_id = :id and bot_token is not distinct from :was returning workspace_id`,
        { id, bot, refresh, was: orNull(text, row, 'bot_token') },
      )
      return changed.length > 0
    },
  }
}

export type InstallationStore = ReturnType<typeof installationStore>

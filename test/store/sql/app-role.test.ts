import pg from 'pg'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { ensureAppRole } from '../../../src/store/sql/app-role.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { postgresServer } from '../../support/server.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'

const leftovers: (() => unknown)[] = []
afterEach(async () => {
  for (const tidy of leftovers.splice(0).reverse()) await tidy()
})
beforeAll(async () => {
  const { url } = await postgresServer()
  const database = await openDatabase({ url, dataDir: '' }, { poolSize: 1 })
  await database.close()
})

const asAdministrator = async (...statements: readonly string[]) => {
  const client = new pg.Client({ connectionString: (await postgresServer()).url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A database that an ordinary user owns, as hosted ones usually are. */
const ordinaryOwner = async (rights = '') => {
  const name = `owner_${crypto.randomUUID().replaceAll('-', '')}`
  await asAdministrator(
    `create role ${name} login nosuperuser password 'ordinary' ${rights}`,
    `create database ${name} owner ${name} template template0 encoding 'UTF8'`,
  )
  leftovers.push(() => asAdministrator(`drop database ${name} with (force)`, `drop role ${name}`))
  const url = new URL((await postgresServer()).url)
  url.username = name
  url.password = 'ordinary'
  url.pathname = `/${name}`
  return { name, url: url.href }
}

const opened = async (url: string) => {
  const database = await openDatabase({ url, dataDir: '' }, { poolSize: 2 })
  leftovers.push(() => database.close())
  return database
}

describe('the role of the app', () => {
  it('is created by a user who may create roles, and can then be taken', async () => {
    const owner = await ordinaryOwner('createrole')
    await asAdministrator(`grant mentorship_app to ${owner.name}`)
    const { knex } = await opened(owner.url)
    const role = `app_${crypto.randomUUID().replaceAll('-', '')}`
    leftovers.push(() => asAdministrator(`drop role if exists ${role}`))
    await ensureAppRole(knex, role)
    await ensureAppRole(knex, role)
    await knex.transaction(async (trx) => {
      await trx.raw(`set local role ${role}`)
      const { rows } = await trx.raw(
        'select current_user as name, rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = current_user',
      )
      expect(rows).toEqual([{ name: role, rolsuper: false, rolbypassrls: false, rolcanlogin: false }])
    })
  })

  it('is asked for in one sentence, with the statements to run, if the user may not create it', async () => {
    const owner = await ordinaryOwner()
    await asAdministrator(`grant mentorship_app to ${owner.name}`)
    const { knex } = await opened(owner.url)
    await expect(ensureAppRole(knex, 'not_there')).rejects.toMatchObject({
      name: 'DatabaseFault',
      message: `The database user ${owner.name} (DATABASE_URL) may not take the role that keeps workspaces apart. Have an administrator of the server run once: create role not_there nologin; grant not_there to ${owner.name};`,
    })
  })

  it('is asked for if it exists but the user may not take it; once granted, the app starts', async () => {
    const owner = await ordinaryOwner()
    await expect(openDatabase({ url: owner.url, dataDir: '' })).rejects.toThrow(
      `Have an administrator of the server run once: grant mentorship_app to ${owner.name};`,
    )
    await asAdministrator(`grant mentorship_app to ${owner.name}`)
    const { knex } = await opened(owner.url)
    const migrate = migrator(knex)
    await migrate.up()
    while (await migrate.down());
    await migrate.up()
    expect(await migrate.status()).toMatchObject({ current: true })
  })

  it('that may not use the tables, since a dump was restored without it, is told of in one sentence', async () => {
    const owner = await ordinaryOwner()
    await asAdministrator(`grant mentorship_app to ${owner.name}`)
    const { knex } = await opened(owner.url)
    await migrator(knex).up()
    await knex.raw('revoke all on workspaces from mentorship_app')
    const saved = inWorkspace(knex)(workspaceId('T0ROLE'), (tx) => saveWorkspace(tx, 'Role', MONDAY_10_UTC))
    await expect(saved).rejects.toMatchObject({
      name: 'DatabaseFault',
      message: expect.stringContaining('(permission denied for table workspaces), as after restoring a dump'),
    })
    // The same state (42501), but not because of a dump: a wall holds.
    await knex.raw('grant all on workspaces to mentorship_app')
    const stray = inWorkspace(knex)(workspaceId('T0ROLE'), (tx) =>
      tx.rows(`insert into workspaces (workspace_id, name, installed_at) values ('T0OTHER', 'Other', now())`),
    )
    await expect(stray).rejects.toThrow(/^new row violates row-level security policy/)
  })

  it('is not taken if it would see everything', async () => {
    const role = `strong_${crypto.randomUUID().replaceAll('-', '')}`
    await asAdministrator(`create role ${role} nologin bypassrls`)
    leftovers.push(() => asAdministrator(`drop role ${role}`))
    const { knex } = await opened((await postgresServer()).url)
    await expect(ensureAppRole(knex, role)).rejects.toThrow(
      `The database role ${role} would see every workspace. Have an administrator of the server run once: alter role ${role} nosuperuser nobypassrls;`,
    )
  })
})

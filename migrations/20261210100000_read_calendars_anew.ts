import type { Knex } from 'knex'

/**
 * More of what calendars say is understood from now on, so each is read anew, although it may not have changed.
 *
 * A CalDAV account was known by a hash of its address, its user name and its password, by which whoever reads the database
 * could try passwords. It is known by its own id instead, and read for each member.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table calendar_sources no force row level security')
  await knex.raw('update calendar_sources set etag = null, last_modified = null, digest = null')
  await knex.raw(`update calendar_sources set read_with = id where kind = 'caldav'`)
  await knex.raw('alter table calendar_sources force row level security')
}

/** Nobody misses what is gone: accounts that have no hash in common are read apart. */
export const down = async (): Promise<void> => {}

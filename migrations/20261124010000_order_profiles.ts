import type { Knex } from 'knex'

/** When Slack says a profile last changed: an older profile must never overwrite a newer one. */
export const up = (knex: Knex) => knex.raw('alter table members add column updated_at timestamptz')

export const down = (knex: Knex) => knex.raw('alter table members drop column updated_at')

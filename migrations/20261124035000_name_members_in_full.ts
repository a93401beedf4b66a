import type { Knex } from 'knex'

/** Calendars and files carry full names, and cards a picture. Null until Slack speaks of the member again. */
export const up = (knex: Knex) =>
  knex.raw('alter table members add column full_name text, add column picture text')

export const down = (knex: Knex) => knex.raw('alter table members drop column full_name, drop column picture')

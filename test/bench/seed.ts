import type { Knex } from 'knex'
import { CLICKS, FATES, FIRST, LISTS, MEMBERS, NOW, names, SESSION_PREFIX, WORKSPACES } from './dataset.ts'

const now = `timestamptz '${new Date(NOW).toISOString()}'`
const workspace = `'${names.workspace.prefix}' || (${FIRST.workspace} + w)`
const member = (number: string) => `'${names.sender.prefix}' || (${FIRST.member} + ${number})`
const row = (prefix: string, number = 'n') => `'${prefix}' || (${FIRST.row} + ${number})`

/** `requests`: a multiple of 500. `lists`: adds the two members of `LISTS`. `clicks`: how many offers to dismiss. */
export type Size = { requests: number; lists: boolean; clicks: number }

/** Fills a migrated database by `generate_series`. */
export const seed = (knex: Knex, { requests, lists, clicks }: Size): Promise<void> =>
  bulk(knex, [
    ...workspaces(requests),
    ...(lists ? twoLists() : []),
    ...(clicks > 0 ? cardsToClick(clicks) : []),
  ])

const workspaces = (requests: number): string[] => [
  /* sql */ `insert into workspaces (workspace_id, name, installed_at)
      select ${workspace}, 'Bench ' || w, ${now} from generate_series(0, ${WORKSPACES - 1}) w`,
  // Every second member has opened their Home.
  /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
      select ${workspace}, ${member('m')}, 'Member ' || m, 'UTC', ${now}, case when m / 2 % 2 = 0 then ${now} end
      from generate_series(0, ${WORKSPACES - 1}) w, generate_series(0, ${MEMBERS - 1}) m`,
  /* sql */ `create temp table numbered on commit drop as
      select n, n % ${WORKSPACES} as w, k % 10 as fate, k / 1000 as round, 2 * (k % 1000) as sender,
        2 * ((7 * (k % 1000) + 13 * (k / 1000) + 3) % 1000) + 1 as receiver,
        case when k % 2 = 0 then 'session_request' else 'offer' end as kind
      from (select n, n / ${WORKSPACES} as k from generate_series(0, ${requests - 1}) n) numbers`,
  /* sql */ `insert into cards (workspace_id, id, sender_id, receiver_id, kind, channel_id, message_ts)
      select ${workspace}, ${row(names.card.prefix)}, ${member('sender')}, ${member('receiver')}, kind,
        'D' || receiver, '1790000000.' || n from numbered order by n`,
  /* sql */ `insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
      select ${workspace}, ${row(SESSION_PREFIX)}, ${past}, ${past} + interval '30 minutes', '', '', 'session ' || n,
        ${member('receiver')}, ${past} from numbered where fate = ${FATES.accepted}`,
  /* sql */ `insert into session_members (workspace_id, session_id, member_id, role, busy)
      select ${workspace}, ${row(SESSION_PREFIX)}, case role when 'mentee' then ${member('sender')} else ${member('receiver')} end,
        role, tstzrange(${past}, ${past} + interval '30 minutes')
      from numbered, (values ('mentor'), ('mentee')) roles (role) where fate = ${FATES.accepted}`,
  /* sql */ `insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent,
        status, sent_at, withdrawn_at, accepted_at, accepted_session_id)
      select ${workspace}, ${row(names.request.prefix)}, ${row(names.card.prefix)}, 1, kind, ${member('sender')},
        ${member('receiver')}, 'I can help you with your first talk.', 'request ' || n,
        case fate when ${FATES.accepted} then 'accepted' when ${FATES.dismissed} then 'dismissed' else 'pending' end,
        to_timestamp(${FIRST.sentAt} + n),
        case fate when ${FATES.withdrawn} then ${now} end, case fate when ${FATES.accepted} then ${now} end,
        case fate when ${FATES.accepted} then ${row(SESSION_PREFIX)} end
      from numbered order by n`,
]

/** Only one workspace's members, as `offerOf` knows them. */
export const seedMembers = (knex: Knex, members: number): Promise<void> =>
  bulk(knex, [
    /* sql */ `insert into workspaces (workspace_id, name, installed_at)
      select ${workspace}, 'Bench ' || w, ${now} from generate_series(0, 0) w`,
    /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
      select ${workspace}, ${member('m')}, 'Member ' || m, 'UTC', ${now}, ${now}
      from generate_series(0, 0) w, generate_series(0, ${members - 1}) m`,
  ])

/** Before anything that the bench books; a round shares one time. */
const past = `${now} - interval '1 day' - round * interval '1 hour'`

/** Two members who received half of their requests and sent the other half, all with different people. */
const twoLists = (): string[] => {
  const { workspace: id, lengths } = LISTS
  const most = lengths.long / 2
  const lists = [
    [LISTS.long, lengths.long, 0],
    [LISTS.short, lengths.short, 1],
  ] as const
  return [
    /* sql */ `insert into workspaces (workspace_id, name, installed_at) values ('${id}', 'Lists', ${now})`,
    /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
      select '${id}', id, id, 'UTC', ${now}, ${now} from (
        select '${LISTS.long}' as id union all select '${LISTS.short}'
        union all select ${member('m')} from generate_series(0, ${most - 1}) m) members`,
    ...lists.flatMap(([owner, length, list]) => {
      const numbered = /* sql */ `(select m, side, 4 * m + 2 * ${list} + side as n,
          case side when 0 then '${owner}' else ${member('m')} end as sender,
          case side when 1 then '${owner}' else ${member('m')} end as receiver
        from generate_series(0, ${length / 2 - 1}) m, generate_series(0, 1) side) numbered`
      return [
        /* sql */ `insert into cards (workspace_id, id, sender_id, receiver_id, kind)
          select '${id}', ${row(names.card.prefix)}, sender, receiver, 'offer' from ${numbered}`,
        /* sql */ `insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent,
            status, sent_at, withdrawn_at)
          select '${id}', ${row(names.request.prefix)}, ${row(names.card.prefix)}, 1, 'offer', sender, receiver,
            'I can help you with your first talk.', 'request ' || n,
            case m % 5 when 1 then 'dismissed' else 'pending' end, ${now}, case m % 5 when 2 then ${now} end
          from ${numbered}`,
      ]
    }),
  ]
}

/** Cards with one pending offer each, in the first workspace, among members who have no others (`clickOf`). */
const cardsToClick = (clicks: number): string[] => {
  const clicker = (number: string) => `'${CLICKS.memberPrefix}' || (${FIRST.member} + ${number})`
  const numbered = /* sql */ `(select n, 0 as w, (n % 1000 + n / 1000) % 1000 * 2 as sender, n % 1000 * 2 + 1 as receiver
    from generate_series(0, ${clicks - 1}) n) numbered`
  return [
    /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at, home_opened_at)
      select ${workspace}, ${clicker('m')}, 'Clicker ' || m, 'UTC', ${now}, case when m / 2 % 2 = 0 then ${now} end
      from generate_series(0, 0) w, generate_series(0, ${MEMBERS - 1}) m`,
    /* sql */ `insert into cards (workspace_id, id, sender_id, receiver_id, kind, channel_id, message_ts)
      select ${workspace}, ${row(CLICKS.cardPrefix)}, ${clicker('sender')}, ${clicker('receiver')}, 'offer',
        'D' || receiver, '1790000000.' || n from ${numbered}`,
    /* sql */ `insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent, sent_at)
      select ${workspace}, ${row(CLICKS.cardPrefix)}, ${row(CLICKS.cardPrefix)}, 1, 'offer', ${clicker('sender')},
        ${clicker('receiver')}, 'I can help you with your first talk.', 'click ' || n, ${now} from ${numbered}`,
  ]
}

/** Row-level security binds an ordinary user here too, so every workspace is named. */
export const bulk = async (knex: Knex, statements: readonly string[]): Promise<void> => {
  const all = [
    ...Array.from({ length: WORKSPACES }, (_, w) => `${names.workspace.prefix}${FIRST.workspace + w}`),
    LISTS.workspace,
  ]
  await knex.transaction(async (trx) => {
    await trx.raw(`set local statement_timeout = 0; set local mentorship.workspaces = '${all.join(',')}'`)
    // Skip foreign-key checks if allowed: rows made from numbers refer to rows made from the same numbers.
    await trx.raw(/* sql */ `do $$ begin set local session_replication_role = replica;
      exception when insufficient_privilege then null; end $$`)
    const { rows: indexes }: { rows: { name: string; made: string }[] } = await trx.raw(/* sql */ `
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
      where indrelid in ('cards'::regclass, 'requests'::regclass) and not indisunique`)
    // Sorting a million index entries at once is far quicker than inserting them one by one.
    for (const { name } of indexes) await trx.raw(`drop index ${name}`)
    for (const statement of statements) await trx.raw(statement)
    for (const { made } of indexes) await trx.raw(made)
  })
  // It cannot run in a transaction, and ten million rows take longer than the app's statement timeout.
  const connection = await knex.client.acquireConnection()
  try {
    for (const statement of ['set statement_timeout = 0', 'vacuum analyze', 'reset statement_timeout']) {
      await knex.raw(statement).connection(connection)
    }
  } finally {
    await knex.client.releaseConnection(connection)
  }
}

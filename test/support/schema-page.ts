import type { Knex } from 'knex'
import * as v from 'valibot'

const page = v.object({
  name: v.string(),
  isForced: v.boolean(),
  columns: v.array(
    v.object({ name: v.string(), type: v.string(), required: v.boolean(), value: v.nullable(v.string()) }),
  ),
  constraints: v.array(v.object({ name: v.string(), definition: v.string() })),
  indexes: v.array(v.object({ name: v.string(), definition: v.string() })),
  policies: v.array(v.object({ name: v.string(), command: v.string(), sees: v.string() })),
  triggers: v.array(v.object({ name: v.string(), definition: v.string() })),
})
type Table = v.InferOutput<typeof page>

/** Every table except Knex's own record of migrations. NOT NULL is shown with the columns, on newer servers too. */
const CATALOGUE = `
  select c.relname as name, c.relforcerowsecurity as "isForced",
    (select coalesce(jsonb_agg(jsonb_build_object('name', a.attname, 'required', a.attnotnull,
        'type', format_type(a.atttypid, a.atttypmod), 'value', pg_get_expr(d.adbin, d.adrelid)) order by a.attnum), '[]')
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(jsonb_agg(jsonb_build_object('name', o.conname, 'definition', pg_get_constraintdef(o.oid))
        order by o.contype <> 'p', o.contype, o.conname collate "C"), '[]')
      from pg_constraint o where o.conrelid = c.oid and o.contype in ('p', 'u', 'f', 'c', 'x')) as constraints,
    (select coalesce(jsonb_agg(jsonb_build_object('name', i.relname, 'definition', pg_get_indexdef(i.oid))
        order by i.relname collate "C"), '[]')
      from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indrelid = c.oid and not exists (select from pg_constraint o where o.conindid = i.oid)) as indexes,
    (select coalesce(jsonb_agg(jsonb_build_object('name', p.policyname, 'command', lower(p.cmd), 'sees', p.qual)
        order by p.policyname collate "C"), '[]')
      from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies,
    (select coalesce(jsonb_agg(jsonb_build_object('name', t.tgname, 'definition', pg_get_triggerdef(t.oid))
        order by t.tgname collate "C"), '[]')
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'knex\\_%'
  order by c.relname collate "C"`

/** docs/schema.md, from the catalogue of a migrated database. */
export const schemaPage = async (knex: Knex): Promise<string> => {
  const { rows } = await knex.raw<{ rows: unknown[] }>(CATALOGUE)
  const tables = v.parse(v.array(page), rows)
  return `${[INTRODUCTION, ...tables.map(section)].join('\n\n')}\n`
}

const INTRODUCTION = `# The schema

What the migrations make, written by \`npm run schema\` from a migrated database; a test compares the two. What a table is for
is in [architecture.md](architecture.md#the-tables), why it is as it is in \`migrations/\`. Row-level security on every table shows
a transaction the workspaces it has named, and no others.`

const section = ({ name, isForced, columns, constraints, indexes, policies, triggers }: Table): string =>
  [
    `## ${name}`,
    ['| column | type | required | default |', '| --- | --- | --- | --- |', ...columns.map(row)].join('\n'),
    list('Constraints', constraints.map(named)),
    list('Indexes', indexes.map(named)),
    list('Triggers', triggers.map(named)),
    list(
      isForced ? 'Policies, which bind the owner too' : 'Policies',
      policies.map(({ name, command, sees }) => `\`${name}\` (${command}): ${code(sees)}`),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')

const row = ({ name, type, required, value }: Table['columns'][number]): string =>
  `| \`${name}\` | ${type} | ${required ? 'yes' : ''} | ${value === null ? '' : code(value)} |`

const named = ({ name, definition }: { name: string; definition: string }) =>
  `\`${name}\`: ${code(definition)}`

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [`${title}:`, '', ...lines.map((line) => `- ${line}`)].join('\n')

/** On one line, and whole within a table's cell. */
const code = (sql: string) => `\`${sql.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')}\``

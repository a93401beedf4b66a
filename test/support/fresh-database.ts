import pg from 'pg'

export type FreshDatabase = { readonly url: string; drop(): Promise<void> }

/** A new database on the server, beside the existing ones. The URL's user must be allowed to create one. */
export const createDatabase = async (serverUrl: string): Promise<FreshDatabase> => {
  const name = `mentorship_test_${crypto.randomUUID().replaceAll('-', '')}`
  await run(serverUrl, `create database ${name} template template0 encoding 'UTF8'`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(serverUrl, `drop database if exists ${name} with (force)`) }
}

const run = async (url: string, statement: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

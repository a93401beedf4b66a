import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundles = join(root, 'dist')

/** Parts of packages that the app never asks for, and that are not installed. */
const absent = [
  'pg-native',
  'pg-query-stream',
  'better-sqlite3',
  'sqlite3',
  'mysql',
  'mysql2',
  'oracledb',
  'tedious',
  'mariadb',
  'cloudflare:sockets',
]
/** Packages that look for files of their own where they lie. */
const apart = ['@electric-sql/pglite', 'esbuild', 'pino', 'pino-pretty']

/**
 * The app and its packages in one file, which starts in a third of the time that hundreds take. It is named by the
 * digest of what it was made of, so an old one is never taken for a new one; where there is none, it is made, and older
 * ones are removed. Several processes may ask at once. Throws the file system's error where `dist` cannot be written.
 *
 * The file lies as deep below the repository as most sources do, so that `new URL('../../migrations', import.meta.url)`
 * means the same in both.
 *
 * @returns {Promise<string>} the file's path
 */
export const bundle = async () => {
  const digest = digestOfSources()
  const home = join(bundles, digest)
  const entry = join(home, 'main.js')
  if (existsSync(entry)) return entry
  const draft = join(bundles, `${digest}.${randomUUID()}`)
  try {
    await mkdir(draft, { recursive: true })
    await writeBundle(draft)
    await rename(draft, home).catch((error) => {
      // Another process was faster.
      if (!existsSync(entry)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  const others = (await readdir(bundles)).filter((name) => !name.startsWith(digest))
  await Promise.all(others.map((name) => rm(join(bundles, name), { recursive: true, force: true })))
  return entry
}

/** All that the bundle is made of: what is ours by its content, packages as the lockfile names them. */
const digestOfSources = () => {
  const hash = createHash('sha256')
  const folders = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }),
  )
  const files = folders
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  for (const file of [...files.sort(), join(root, 'package-lock.json')]) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/** @param {string} outdir */
const writeBundle = async (outdir) => {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir,
    bundle: true,
    // The local Slack stays a file of its own: a production start never reads it.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: [...absent, ...apart, ...apart.map((name) => `${name}/*`)],
    // Packages in CommonJS ask for Node's own modules by `require`.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  })
}

import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Everything that `npm run build` reads, including what runs afterwards. */
const SOURCES = ['src', 'migrations', 'knexfile.ts', 'manifest.yml', 'package.json', 'tsconfig.json']

/** A copy of the sources that tests can change and build. The `dist/` here belongs to the developer. */
export const copyOfSources = async (): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'mentorship-built-'))
  for (const name of SOURCES) await cp(name, join(home, name), { recursive: true })
  await symlink(join(process.cwd(), 'node_modules'), join(home, 'node_modules'))
  return home
}

export const build = (home: string) => run('npm', ['run', '--silent', 'build'], { cwd: home })

export type BuiltApp = { main: string; page: URL; remove(): Promise<void> }

/** The app as `npm run build` makes it from these sources, until it is removed. */
export const buildApp = async (): Promise<BuiltApp> => {
  const home = await copyOfSources()
  await build(home)
  return {
    main: join(home, 'dist/main.js'),
    page: pathToFileURL(join(home, 'dist/sandbox/')),
    remove: () => rm(home, { recursive: true }),
  }
}

import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** All that `npm run build` reads, and what of it runs afterwards. */
const SOURCES = ['src', 'migrations', 'knexfile.ts', 'manifest.yml', 'package.json', 'tsconfig.json']

/** A copy of the sources, to be changed at will and built there: `dist/` here belongs to the person who works here. */
export const copyOfSources = async (): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'mentorship-built-'))
  for (const name of SOURCES) await cp(name, join(home, name), { recursive: true })
  await symlink(join(process.cwd(), 'node_modules'), join(home, 'node_modules'))
  return home
}

export const build = (home: string) => run('npm', ['run', '--silent', 'build'], { cwd: home })

let built: Promise<string> | undefined

/** The app's `main.js` as `npm run build` makes it of these sources; one for all files of this worker. */
export const builtMain = (): Promise<string> => {
  built ??= buildOnce()
  return built
}

const buildOnce = async () => {
  const home = await copyOfSources()
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  await build(home)
  return join(home, 'dist/main.js')
}

/** The folder of the page that was built with it. */
export const builtPage = async () => new URL('sandbox/', pathToFileURL(await builtMain()))

// `npm start`: the app from its bundle. `--build` makes the bundle and starts nothing.
import { pathToFileURL } from 'node:url'
import { bundle } from './bundle.js'

// What breaks is told by its place in the sources.
process.setSourceMapsEnabled(true)

const entry = await bundle().catch((/** @type {NodeJS.ErrnoException} */ error) => {
  const isOfFiles = error.syscall !== undefined
  if (!isOfFiles) throw error
  process.stderr.write(`The app starts from its sources, which takes some seconds more: ${error.message}\n`)
  return undefined
})

if (!process.argv.includes('--build')) {
  if (entry !== undefined) await import(pathToFileURL(entry).href)
  else {
    const { register } = await import('tsx/esm/api')
    register()
    await import('./main.ts')
  }
}

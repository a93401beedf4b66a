/** `npm run bench:instances`: what several processes gain on this machine; on one without processors to spare, nothing. */
import { cpus, loadavg } from 'node:os'
import { postgresServer } from '../support/server.ts'
import { instancesFigures } from './instances.ts'
import { type Figure, table } from './table.ts'

const figures: Figure[] = []
const server = await postgresServer()
await instancesFigures(server.url, (figure) => figures.push(figure))
await server.stop()
process.stdout.write(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}\n\n${table(figures)}\n`)
process.exit()

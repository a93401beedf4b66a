/** `npm run bench`: figures of this machine, now; on a busy one only the ratios say something. */
import { benchDelivery } from './delivery.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

say('Delivery through one worker, eight workspaces, a local Slack that answers at once')
await benchDelivery(Number(process.argv[2] ?? 1_000), say)
process.exit(0)

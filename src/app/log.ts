import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const STDERR = 2

/** For a terminal, and loaded only there: a server's start should not wait for it. */
export const linesForPeople = async (): Promise<DestinationStream> => {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ destination: STDERR, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
}

export const linesForMachines = (): DestinationStream => pino.destination({ dest: STDERR, sync: true })

/**
 * Logs JSON lines. Never logs a token, a signature or a message's text:
 * of an error it writes only what `withoutValues` leaves.
 */
export const createLog = (level: LogLevel, destination: DestinationStream): Log =>
  pino({ level, serializers: { err: describeError } }, destination)

type Described = { type: string; message: string; stack: string; code?: string; cause?: Described }

/**
 * Errors carry their subject with them: drivers the SQL and its values, parsers the text they choked on, HTTP clients
 * the request and its token. This keeps the kind, the code, the place in our code, and the message without quotations.
 */
const describeError = (error: unknown, depth = 0): Described | string => {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause =
    depth < MOST_CAUSES && error.cause instanceof Error ? describeError(error.cause, depth + 1) : ''
  return {
    type: error.name,
    message: withoutValues(error.message),
    stack: (error.stack ?? '').split('\n').filter(isPlace).join('\n'),
    ...code,
    ...(typeof cause === 'object' && { cause }),
  }
}

const MOST_CAUSES = 3
const isPlace = (line: string) => /^ {4}at /.test(line)

/** Cuts from the first quotation mark to the last, since quoted text may contain some, and all of the SQL, which knex puts before ` - `. */
export const withoutValues = (message: string): string =>
  withoutSql(message)
    .replace(/(["'`])[\s\S]*\1/g, '$1…$1')
    .replace(/xox[a-z]-[\w-]+|xapp-[\w-]+|v0=[0-9a-f]{64}/g, '…')

const withoutSql = (message: string): string => {
  const at = message.lastIndexOf(' - ')
  return at > message.lastIndexOf('\n') ? message.slice(at + ' - '.length) : message
}

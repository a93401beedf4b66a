import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const STDERR = 2

/** For a terminal; loaded there alone, since a server's start need not wait for it. */
export const linesForPeople = async (): Promise<DestinationStream> => {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ destination: STDERR, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
}

/**
 * JSON lines on stderr, unless another destination is given. Never a token, a signature or a message's text: of an
 * error only what `withoutValues` leaves is written.
 */
export const createLog = (
  level: LogLevel,
  destination: DestinationStream = pino.destination({ dest: STDERR, sync: true }),
): Log => pino({ level, serializers: { err: describeError } }, destination)

type Described = { type: string; message: string; stack: string; code?: string; cause?: Described }

/**
 * Errors carry what they were about: drivers the SQL with its values, parsers the text that they choked on, HTTP clients
 * the request with its token. Kept are the kind, the code, the place in our code, and a message without quotations.
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

/** From the first quotation mark to the last, since what is quoted may hold some; and of SQL, which knex puts before ` - `, nothing. */
export const withoutValues = (message: string): string =>
  withoutSql(message)
    .replace(/(["'`])[\s\S]*\1/g, '$1…$1')
    .replace(/xox[a-z]-[\w-]+|xapp-[\w-]+|v0=[0-9a-f]{64}/g, '…')

const withoutSql = (message: string): string => {
  const at = message.lastIndexOf(' - ')
  return at > message.lastIndexOf('\n') ? message.slice(at + ' - '.length) : message
}

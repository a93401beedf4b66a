import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const STDERR = 2

/** JSON lines on stderr, or readable ones where a person watches. Never a token, a signature or a message's text. */
export const createLog = (level: LogLevel, isTerminal: boolean): Log =>
  isTerminal
    ? pino(
        { level },
        pretty({ destination: STDERR, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' }),
      )
    : pino({ level }, pino.destination({ dest: STDERR, sync: true }))

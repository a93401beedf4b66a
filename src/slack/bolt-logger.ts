import { type Logger, LogLevel } from '@slack/bolt'
import { type Log, withoutValues } from '../app/log.ts'

/** Sends Bolt's lines to our log, except debug lines, which contain request bodies. */
export const boltLogger = (log: Log): Logger => {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level]({ bolt: true }, parts.map((part) => withoutValues(String(part))).join(' '))
  return {
    debug: () => {},
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

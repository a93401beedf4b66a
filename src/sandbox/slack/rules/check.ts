import { isObject, type Json } from '../json.ts'
import type { Fields, Rule, Shapes, Surface } from './rule.ts'

/** What is wrong, in Slack's words where they are known, and where (a JSON pointer). */
export type Finding = { message: string; pointer: string }

type Value = Json | undefined

/** Checks a value against a rule. @param skip fields that the surrounding object checks itself, such as `type`. */
export const check = (value: Value, rule: Rule, pointer: string, surface: Surface): Finding[] => {
  const wrong = (message: string, at = pointer): Finding[] => [{ message, pointer: at }]
  switch (rule.is) {
    case 'anything':
      return []
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('must provide a boolean')
    case 'string':
      if (typeof value !== 'string') return wrong('must provide a string')
      if (rule.pattern && !rule.pattern.test(value)) return wrong('failed to match the required format')
      return lengthOf(value, rule, pointer)
    case 'number':
      if (typeof value !== 'number') return wrong('must provide a number')
      if (rule.min !== undefined && value < rule.min)
        return wrong(`must be greater than or equal to ${rule.min}`)
      if (rule.max !== undefined && value > rule.max)
        return wrong(`must be less than or equal to ${rule.max}`)
      return []
    case 'choice':
      return typeof value === 'string' && rule.of.includes(value)
        ? []
        : wrong(`value is not one of: ${rule.of.join(', ')}`)
    case 'text':
      return checkText(value, rule, pointer)
    case 'list': {
      if (!Array.isArray(value)) return wrong('must provide an array')
      if (value.length < (rule.min ?? 0)) return wrong(`no fewer than ${rule.min} items allowed`)
      if (rule.max !== undefined && value.length > rule.max) {
        return wrong(`no more than ${rule.max} items allowed`)
      }
      return value.flatMap((item, index) => check(item, rule.of, `${pointer}/${index}`, surface))
    }
    case 'object': {
      if (!isObject(value)) return wrong('must provide an object')
      const findings = checkFields(value, rule.fields, pointer, surface)
      return findings.length > 0 || !rule.also ? findings : also(rule.also(value), pointer)
    }
    case 'typed':
      return checkTyped(value, rule.from(), rule.of, pointer, surface)
  }
}

/** Checks an object against the shape that its `type` names. */
export const checkTyped = (
  value: Value,
  shapes: Shapes,
  allowed: readonly string[],
  pointer: string,
  surface: Surface,
): Finding[] => {
  if (!isObject(value)) return [{ message: 'must provide an object', pointer }]
  const type = value.type
  if (typeof type !== 'string') return [{ message: 'missing required field: type', pointer }]
  const shape = shapes[type]
  const standsHere = !shape?.surfaces || shape.surfaces.includes(surface)
  if (!shape || !allowed.includes(type) || !standsHere) {
    return [{ message: `unsupported type: ${type}`, pointer: `${pointer}/type` }]
  }
  const findings = checkFields(value, shape.fields, pointer, surface, ['type'])
  return findings.length > 0 || !shape.also ? findings : also(shape.also(value), pointer)
}

const checkFields = (
  value: { [key: string]: Value },
  fields: Fields,
  pointer: string,
  surface: Surface,
  skip: string[] = [],
): Finding[] => {
  const missing = Object.entries(fields)
    .filter(([name, rule]) => rule.required && (value[name] === undefined || value[name] === null))
    .map(([name]) => ({ message: `missing required field: ${name}`, pointer }))
  const rest = Object.entries(value).flatMap(([name, item]) => {
    if (skip.includes(name) || item === undefined || item === null) return []
    const rule = fields[name]
    return rule
      ? check(item, rule, `${pointer}/${name}`, surface)
      : [{ message: `invalid additional property: ${name}`, pointer }]
  })
  return [...missing, ...rest]
}

const checkText = (value: Value, rule: Rule & { is: 'text' }, pointer: string): Finding[] => {
  if (!isObject(value)) return [{ message: 'must provide an object', pointer }]
  const type = value.type
  if (!rule.types.some((allowed) => allowed === type)) {
    return [{ message: `unsupported type: ${String(type)}`, pointer: `${pointer}/type` }]
  }
  const extra: Fields = type === 'plain_text' ? { emoji: { is: 'boolean' } } : { verbatim: { is: 'boolean' } }
  const fields: Fields = { text: { is: 'string', min: 1, max: rule.max, required: true }, ...extra }
  return checkFields(value, fields, pointer, 'message', ['type'])
}

const lengthOf = (value: string, rule: { max?: number; min?: number }, pointer: string): Finding[] => {
  if (rule.max !== undefined && value.length > rule.max) {
    return [{ message: `must be less than ${rule.max + 1} characters`, pointer }]
  }
  if (value.length < (rule.min ?? 0)) {
    return [{ message: `must be more than ${(rule.min ?? 0) - 1} characters`, pointer }]
  }
  return []
}

const also = (broken: { message: string; at?: string }[], pointer: string): Finding[] =>
  broken.map(({ message, at = '' }) => ({ message, pointer: pointer + at }))

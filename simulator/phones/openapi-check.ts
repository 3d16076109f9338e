import { readFileSync } from 'node:fs'

type Schema = {
  $ref?: string
  type?: string
  nullable?: boolean
  enum?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  format?: string
  properties?: Record<string, Schema>
  items?: Schema
}
type Operation = {
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export type Exchange = {
  method: string
  path: string
  query: Record<string, unknown>
  form: Record<string, unknown>
  status: number
  body: unknown
}

const RFC_2822 = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/

/** Reads an OpenAPI 3.0 description and says what of an exchange does not fit it: nothing for a good one. */
export function openApiCheck(file: string): (exchange: Exchange) => string[] {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document
  return ({ method, path, query, form, status, body }) => {
    const found = Object.entries(document.paths).find(([template]) => patternOf(template).test(path))
    const operation = found?.[1][method.toLowerCase()]
    if (!operation) return [`${method} ${path} is not described`]
    const named = (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name)
    const fields =
      operation.requestBody?.content['application/x-www-form-urlencoded']?.schema.properties ?? {}
    const answer = operation.responses[String(status)]?.content?.['application/json']?.schema
    return [
      ...Object.keys(query).filter((name) => !named.includes(name)),
      ...Object.keys(form).filter((name) => !fields[name]),
      ...(answer ? misfits(document, answer, body, 'answer') : [`${status} is not described`]),
    ]
  }
}

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)

function misfits(document: Document, given: Schema, value: unknown, at: string): string[] {
  const schema = given.$ref
    ? (document.components.schemas[given.$ref.split('/').at(-1) ?? ''] ?? given)
    : given
  if (value === null)
    return given.nullable || schema.nullable || schema.enum?.includes(null) ? [] : [`${at} is null`]
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is ${JSON.stringify(value)}`]
  switch (schema.type) {
    case 'object':
      return typeof value === 'object' ? misfitsOfFields(document, schema, value, at) : [`${at} is no object`]
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((each, index) => misfits(document, schema.items ?? {}, each, `${at}[${index}]`))
        : [`${at} is no list`]
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at} is no integer`]
    case 'string':
      return typeof value === 'string' ? misfitsOfText(schema, value, at) : [`${at} is no text`]
    default:
      return []
  }
}

function misfitsOfFields(document: Document, { properties }: Schema, value: object, at: string): string[] {
  if (!properties) return []
  const missing = Object.keys(properties).filter((name) => !(name in value))
  return [
    ...missing.map((name) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, each]) => {
      const schema = properties[name]
      return schema ? misfits(document, schema, each, `${at}.${name}`) : [`${at}.${name} is unknown`]
    }),
  ]
}

function misfitsOfText(
  { pattern, minLength = 0, maxLength = Infinity, format }: Schema,
  value: string,
  at: string,
) {
  const isGood =
    (!pattern || new RegExp(pattern).test(value)) &&
    value.length >= minLength &&
    value.length <= maxLength &&
    (format !== 'date-time-rfc-2822' || RFC_2822.test(value))
  return isGood ? [] : [`${at} is ${JSON.stringify(value)}`]
}

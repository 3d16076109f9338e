import type { z } from 'zod'
import type { Role } from '../../domain/roles.ts'

/**
 * Who may call a route. There is no third way: a route names at least one role, or says in words why it is open.
 * A route without `access` does not compile, and `api/http/access.ts` refuses at start what a cast let through.
 */
export type Access = { roles: readonly [Role, ...Role[]] } | { open: string }

export type Route = {
  method: 'get' | 'post' | 'put' | 'delete'
  /** OpenAPI style: `/v1/cases/{id}`. */
  path: string
  summary: string
  access: Access
  /** Status of the good answer; 200 unless named. */
  status?: 200 | 202
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** What the documentation shows where the door takes the items of a batch one by one. */
  bodyShown?: z.ZodType
  /** The body is form-encoded, not JSON. */
  form?: true
  /** Largest body, in bytes; `BODY_BYTES_MAX` unless named. */
  bodyBytesMax?: number
  /** Absent where the answer is no JSON. */
  answer?: z.ZodType
  /** What an answer is that is no JSON; `text/event-stream` unless named. */
  mediaType?: 'text/plain' | 'text/csv' | 'text/xml'
  /** Read routes that show a person's data name the action under which the access is audited. */
  audit?: string
  /** Not registered in production mode. */
  developmentOnly?: true
}

export const BODY_BYTES_MAX = 64 * 1024
export const BATCH_BYTES_MAX = 2 * 1024 * 1024
export const BATCH_ITEMS_MAX = 1_000
export const PAGE_ROWS_DEFAULT = 50
export const PAGE_ROWS_MAX = 200

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a handler gets after validation, and what a client sends and receives, from the route's own schemas. */
export type ParamsOf<R extends Route> = Parsed<R['params']>
export type QueryOf<R extends Route> = Parsed<R['query']>
export type BodyOf<R extends Route> = Parsed<R['body']>
export type AnswerOf<R extends Route> = Parsed<R['answer']>
export type SentQueryOf<R extends Route> = Sent<R['query']>
export type SentBodyOf<R extends Route> = Sent<R extends { bodyShown: infer Shown } ? Shown : R['body']>

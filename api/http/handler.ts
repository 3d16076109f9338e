import type { Request, Response } from 'express'
import type { RouteName, Routes } from '../contract.ts'
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../contract/route.ts'
import type { SignedIn } from '../auth/signed-in.ts'

/** What a handler gets: validated, and only when the caller's role is served. */
export type Call<R extends Route> = {
  signedIn: R['access'] extends { open: string } ? null : SignedIn
  params: ParamsOf<R>
  query: QueryOf<R>
  body: BodyOf<R>
  request: Request
  response: Response
}

/** A route without an answer in the contract writes its own response. */
export type Handler<R extends Route> = (
  call: Call<R>,
) => Promise<R extends { answer: object } ? AnswerOf<R> : void>

export type Handlers = { [N in RouteName]: Handler<Routes[N]> }

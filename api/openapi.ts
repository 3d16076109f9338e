import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { routes } from './contract.ts'
import { problemSchema } from './contract/problem.ts'
import type { Route } from './contract/route.ts'
import { CSRF_HEADER } from './auth/csrf.ts'
import { IDEMPOTENCY_HEADER } from './http/idempotency.ts'

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>

/** The OpenAPI 3.1 description of every route, from the contract alone. The same contract always gives the same text. */
export function openApiDocument(): OpenApiDocument {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Client credentials of the bank’s systems, from the OpenID issuer',
  })
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'equilibrate_session_{port}',
    description: `The browser’s session after /auth/login; writes also send ${CSRF_HEADER}`,
  })
  for (const [name, route] of Object.entries(routes)) registry.registerPath(operationOf(name, route))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Equilibrate',
      version: '1',
      description: `Errors are problem details (RFC 9457). Writes take an ${IDEMPOTENCY_HEADER} header.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
  })
}

function operationOf(name: string, route: Route): RouteConfig {
  const isOpen = 'open' in route.access
  const body = route.bodyShown ?? route.body
  return {
    operationId: name,
    method: route.method,
    path: route.path,
    tags: [route.path.split('/')[1] === 'v1' ? (route.path.split('/')[2] ?? '') : 'process'],
    summary: route.summary,
    description: accessInWords(route),
    security: isOpen ? [] : [{ session: [] }, { bearer: [] }],
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(body ? { body: { required: true, content: { [mediaType(route)]: { schema: body } } } } : {}),
    },
    responses: { [route.status ?? 200]: goodAnswer(route), default: problemAnswer },
  }
}

const mediaType = (route: Route): string =>
  route.form ? 'application/x-www-form-urlencoded' : 'application/json'

const goodAnswer = (route: Route) =>
  route.answer
    ? { description: 'Done', content: { 'application/json': { schema: route.answer } } }
    : route.mediaType
      ? { description: 'Done', content: { [route.mediaType]: { schema: { type: 'string' as const } } } }
      : { description: 'Server-sent events', content: { 'text/event-stream': {} } }

const problemAnswer = {
  description: 'What went wrong',
  content: { 'application/problem+json': { schema: problemSchema } },
}

function accessInWords(route: Route): string {
  const who =
    'open' in route.access ? `Open: ${route.access.open}.` : `Serves ${route.access.roles.join(', ')}.`
  return route.developmentOnly ? `${who} Not in production mode.` : who
}

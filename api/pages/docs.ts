import { routes } from '../contract.ts'
import type { Route } from '../contract/route.ts'
import type { OpenApiDocument } from '../openapi.ts'
import { escapeHtml, htmlPage } from './layout.ts'

const style = `
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
nav ul { list-style: none; padding: 0; display: grid; gap: .2rem; }
nav a { display: grid; grid-template-columns: 4rem 1fr; gap: .5rem; text-decoration: none; padding: .15rem 0; }
nav a:hover span { text-decoration: underline; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.25rem; margin-top: 1rem; scroll-margin-top: 1rem; }
article h2 { font-size: 1.05rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
.verb { color: var(--accent); font: 700 .85rem/1.5 ui-monospace, monospace; }
p { margin: .25rem 0; }
.quiet { color: var(--quiet); }
details { margin-top: .6rem; }
summary { cursor: pointer; font-weight: 600; }
pre { background: var(--ground); border-radius: .4rem; padding: .75rem; overflow-x: auto; max-height: 28rem; }
`

/** The documentation of the API: one page of plain HTML from the OpenAPI document, nothing loaded from anywhere. */
export function docsPage(document: OpenApiDocument, nonce: string): string {
  const entries = Object.entries(routes)
  return htmlPage({
    title: 'API · Equilibrate',
    nonce,
    style,
    body: `<main>
<h1>Equilibrate API</h1>
<p class="quiet">The same as a document for machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).
Errors are problem details (RFC 9457) with the field and how to fix it. A write may carry an
<code>Idempotency-Key</code>: sent again, it gets the first answer. A browser’s write carries
<code>x-csrf-token</code> from <code>GET /v1/me</code>; machines send a bearer token of the issuer.</p>
<nav aria-label="Routes"><ul>
${entries.map(([name, route]) => routeLink(name, route)).join('\n')}
</ul></nav>
${entries.map(([name, route]) => routeArticle(name, route, document)).join('\n')}
<article id="schemas"><h2>Schemas</h2>
${Object.entries(document.components?.schemas ?? {})
  .map(([name, schema]) => schemaDetails(name, schema))
  .join('\n')}
</article>
</main>`,
  })
}

const verb = (route: Route): string => `<span class="verb">${route.method.toUpperCase()}</span>`

const routeLink = (name: string, route: Route): string =>
  `<li><a href="#${name}">${verb(route)} <span>${escapeHtml(route.path)}</span></a></li>`

function routeArticle(name: string, route: Route, document: OpenApiDocument): string {
  const operation = document.paths?.[route.path]?.[route.method]
  const parts: [string, unknown][] = [
    ['Parameters', operation?.parameters],
    ['Body', operation?.requestBody],
    ['Answers', operation?.responses],
  ]
  return `<article id="${name}"><h2>${verb(route)} ${escapeHtml(route.path)}</h2>
<p>${escapeHtml(route.summary)}.</p>
<p class="quiet">${escapeHtml(operation?.description ?? '')}</p>
${parts.map(([title, part]) => (part === undefined ? '' : schemaDetails(title, part))).join('')}
</article>`
}

const schemaDetails = (title: string, schema: unknown): string =>
  `<details><summary>${escapeHtml(title)}</summary><pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`

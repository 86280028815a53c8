import { html, raw } from 'hono/html'
import type { App } from '../app.ts'
import type { AnyOperation } from '../operation.ts'
import type { Lang } from '../words.ts'
import { sentence } from '../words.ts'
import { z } from 'zod'

/** A page that lists every operation with its input, answer and refusals; complete without JavaScript. */
export function apiDocs(app: App, lang: Lang, stylesheet: string) {
  const byModule = Map.groupBy(
    app.operations.filter((o) => o.access.rule !== 'system'),
    (o) => o.name.split('.')[0] ?? '',
  )
  return html`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Terrace API</title>
        <link rel="stylesheet" href="${stylesheet}" />
      </head>
      <body class="api-docs">
        <main>
          <h1>Terrace API</h1>
          <p>
            ${lang === 'zh' ? '机器可读的说明见' : 'Machine-readable:'}
            <a href="/api/openapi.json">/api/openapi.json</a>
          </p>
          <nav>
            <ul>
              ${[...byModule.keys()].map((m) => html`<li><a href="#${m}">${m}</a></li>`)}
            </ul>
          </nav>
          ${[...byModule].map(
            ([module, operations]) =>
              html`<section id="${module}">
                <h2>${module}</h2>
                ${operations.map((o) => entry(app, o, lang))}
              </section>`,
          )}
        </main>
      </body>
    </html>`
}

function entry(app: App, operation: AnyOperation, lang: Lang) {
  return html`<article id="${operation.name}">
    <h3><code>${operation.method} /api${operation.path}</code></h3>
    <p>${operation.summary}</p>
    <p><small>${operation.name} · ${accessLine(operation)}</small></p>
    <details>
      <summary>${lang === 'zh' ? '输入与输出' : 'Input and output'}</summary>
      <pre>${schemaText(operation.input)}</pre>
      <pre>${schemaText(operation.output)}</pre>
    </details>
    ${
      (operation.refusals ?? []).length === 0
        ? raw('')
        : html`<ul>
            ${operation.refusals?.map((code) => html`<li id="refusal-${code}"><code>${code}</code> ${sentence(app.dictionary, lang, code)}</li>`)}
          </ul>`
    }
  </article>`
}

function accessLine(operation: AnyOperation): string {
  const access = operation.access
  return 'roles' in access
    ? `${access.rule}: ${access.roles.join(', ')}`
    : 'duty' in access
      ? `${access.rule}: ${access.duty}`
      : access.rule
}

function schemaText(schema: z.ZodType): string {
  return JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2)
}

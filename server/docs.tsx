import { raw } from 'hono/html'
import * as z from 'zod'

const Spec = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().optional() }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        summary: z.string().optional(),
        description: z.string().optional(),
        parameters: z
          .array(
            z.looseObject({
              name: z.string(),
              in: z.string(),
              required: z.boolean().optional(),
              description: z.string().optional(),
            }),
          )
          .optional(),
        responses: z.record(z.string(), z.looseObject({ description: z.string().optional() })).optional(),
      }),
    ),
  ),
})

/** The API's description as one readable page, made on the server from the OpenAPI document; needs no script. */
export function docsPage(spec: unknown) {
  const { info, paths } = Spec.parse(spec)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="vi">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{info.title}</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <main>
            <h1>{info.title}</h1>
            <p>
              {info.description} <a href="/api/openapi.json">openapi.json</a>
            </p>
            {Object.entries(paths).flatMap(([path, methods]) =>
              Object.entries(methods).map(([method, call]) => (
                <section>
                  <h2>
                    <code>
                      {method.toUpperCase()} {path}
                    </code>
                  </h2>
                  <p>{call.summary ?? call.description}</p>
                  {call.parameters && (
                    <ul>
                      {call.parameters.map((p) => (
                        <li>
                          <code>{p.name}</code> ({p.in}
                          {p.required ? ', bắt buộc' : ''}) {p.description}
                        </li>
                      ))}
                    </ul>
                  )}
                  <ul>
                    {Object.entries(call.responses ?? {}).map(([status, response]) => (
                      <li>
                        <code>{status}</code> {response.description}
                      </li>
                    ))}
                  </ul>
                </section>
              )),
            )}
          </main>
        </body>
      </html>
    </>
  )
}

const STYLE = `body{font:17px/1.5 system-ui,sans-serif;color:#1B2430;background:#fff;margin:0}
main{max-width:48rem;margin:0 auto;padding:16px}h1{font-size:24px}h2{font-size:17px;margin:24px 0 4px;border-top:1px solid #d9dee5;padding-top:16px;overflow-wrap:anywhere}
code{font-family:ui-monospace,monospace;font-size:.94em}a{color:#0B5FC6}`

import { expect, it } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { openServices } from '../support/services.ts'

it('what people say of the time is counted beside what the record says, without the dossier and apart from the answer', async () => {
  const { app, services, db } = await openServices(new Date('2026-11-20T09:00:00+07:00'))
  const dossier = (code: string, result: string) =>
    JSON.stringify({
      code,
      receivedDate: '2026-11-02T08:00:00+07:00',
      dueDate: '2026-11-09T17:00:00+07:00',
      finishedDate: result,
      status: 'Đã trả kết quả',
      channel: 'Trực tiếp',
    })
  const codes = ['H48.21.15-261102-0001', 'H48.21.15-261102-0002', 'H48.21.15-261102-0003']
  await services.dossiers.importFile(
    textSource(
      [dossier(codes[0] ?? '', '2026-11-06T10:00:00+07:00'), dossier(codes[1] ?? '', '2026-11-12T10:00:00+07:00')].join(
        '\n',
      ),
    ),
  )
  const send = async (code: string | undefined, time: string) => {
    const { pages } = services.surveys.view('tthc')
    const answers = Object.fromEntries(
      pages.flat().flatMap(({ id, options, required }) => (required && options[0] ? [[id, options[0].id]] : [])),
    )
    const response = await app.request('/api/surveys/tthc/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `khoa-${code}-${time}-0123456789` },
      body: JSON.stringify({ answers: { ...answers, time }, ...(code ? { dossier: code } : {}) }),
    })
    expect([response.status, await response.text()]).toMatchObject([201, expect.any(String)])
  }
  await send(codes[0], 'late')
  await send(codes[1], 'late')
  await send(codes[2], 'late') // nobody knows this dossier
  await send(undefined, 'late')
  const period = { period: '2026-11' }
  const unit = services.content.unit.code
  const { indicators } = await services.reports.indicators(unit, period)
  const n = (key: string) => indicators.find((one) => one.key === `surveys.${key}`)?.value
  expect([n('answers'), n('time-compared'), n('time-differs'), n('late-unrecorded')]).toEqual([4, 2, 1, 1])
  const { rows } = await services.reports.rows(unit, 'surveys.late-unrecorded', period, 'numerator', {
    limit: 9,
    offset: 0,
  })
  expect(rows).toEqual([{ day: '2026-11-20', said: 'late', recorded: 'early', n: 1 }])
  const kept = JSON.stringify((await db.execute('SELECT * FROM survey_response')).rows)
  expect(kept).not.toContain('261102')
})

import { readFileSync, writeSync } from 'node:fs'
import { Intake } from '../../../server/feedback/schema.ts'
import { createFeedback } from '../../../server/feedback/service.ts'
import { hashKey } from '../../../server/kernel/privacy.ts'
import { noFiles } from '../../../server/storage/files.ts'
import { openDb } from '../../../server/storage/node.ts'
import { plainTriage } from './plain-triage.ts'

/**
 * Takes reports as fast as it can until it is killed. Says `sent KEY` before it begins one and `done KEY CODE` when it is
 * acknowledged, each written through at once. Arguments: database, file of content and key, name of this run, key to
 * send again first.
 */
const [, , url = '', given = '', run = '', again = ''] = process.argv
const { content, secret } = JSON.parse(readFileSync(given, 'utf8'))
const feedback = createFeedback({
  db: await openDb(url),
  files: noFiles,
  clock: () => new Date(),
  key: await hashKey(secret),
  content: {
    ...content,
    feedback: { ...content.feedback, limits: { ...content.feedback.limits, perHour: 1_000_000 } },
  },
  triage: plainTriage,
})

async function send(key: string): Promise<void> {
  writeSync(1, `sent ${key}\n`)
  const intake = Intake.parse({ text: `Đèn đường hỏng, lần ${key}.`, place: { hamlet: key } })
  const { code } = await feedback.submit(intake, { door: 'web', caller: 'ip:1', key })
  writeSync(1, `done ${key} ${code}\n`)
}

if (again) await send(again)
for (let i = 0; ; i++) await Promise.all([send(`${run}-${i}-aaaa`), send(`${run}-${i}-bbbb`)])

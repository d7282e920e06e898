import { expect, onTestFinished, test } from 'vitest'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

const OFF = 'Kênh này chưa bật'

test('a new broadcast goes by the channels that are on; the others are named as off', async () => {
  const telegram = { token: '1:a', apiRoot: 'http://127.0.0.1:9', webhookSecret: null }
  const w = await openServices(undefined, onTestFinished, { telegram })
  const { headers } = await signedIn(w.services, 'officer', 'Lan')
  const page = await (await w.app.request('/console/broadcasts/new', { headers })).text()
  const ticks = [...page.matchAll(/<label class="choice"><input type="checkbox" name="channel\.([\w-]+)".*?<\/label>/g)]
  const told = ticks.map(([html, channel]) => [channel, / checked/.test(html), html.includes(OFF)])
  expect(told).toEqual([
    ['telegram', true, false],
    ['zalo-bot', false, true],
    ['zalo-oa', false, true],
  ])
})

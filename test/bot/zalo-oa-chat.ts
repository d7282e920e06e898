import { onTestFinished } from 'vitest'
import type { ZaloOaAccount } from '../../server/config.ts'
import type { ChatRef } from '../../server/notices/schema.ts'
import { openServices, sources } from '../support/services.ts'
import { ZaloOaServer } from '../support/zalo-oa-server.ts'

export const HIM = '2512523625412515'
export const HER = '2512523625412516'

/** The whole application with its Official Account at a fake Zalo, whose clock is the application's. */
export async function oaWorld({
  billable = false,
  templates = {},
}: {
  billable?: boolean
  templates?: ReturnType<typeof sources>['content']['notices']['zaloTemplates']
} = {}) {
  const server = await new ZaloOaServer().start()
  onTestFinished(() => server.stop())
  const account: ZaloOaAccount = {
    oaId: server.oaId,
    secretKey: server.oaSecret,
    appId: server.appId,
    appSecret: server.appSecret,
    apiRoot: server.root,
    oauthRoot: server.root,
    zbsRoot: server.root,
    billable,
  }
  const { content } = sources()
  const notices = { ...content.notices, zaloTemplates: templates }
  const open = await openServices(undefined, onTestFinished, {
    zaloOa: account,
    zaloPhotoRoots: [server.root],
    content: { ...content, notices },
  })
  const { zaloOa } = open.services
  if (!zaloOa) throw new Error('the account is off')
  const oa = zaloOa
  server.now = () => open.state.now.getTime()
  await oa.tokens.grant({
    access: server.access,
    refresh: server.refresh,
    expiresAt: server.now() + 90_000_000,
  })

  /** Brings an event to the application and waits for what goes on after the answer. */
  async function deliver(event: Record<string, unknown>, retry = 0): Promise<number> {
    const work: Array<Promise<unknown>> = []
    const response = await oa.webhook(server.request('http://xa/zalo/oa/webhook', event, retry), (one) =>
      work.push(one),
    )
    await Promise.all(work)
    return response.status
  }

  return {
    ...open,
    server,
    oa,
    deliver,
    /** Somebody writes, as Zalo sees it. */
    async says(user: string, text: string): Promise<string> {
      server.turned.set(user, server.now())
      const before = server.sent.length
      await deliver(server.say(user, text))
      return server.sent
        .slice(before)
        .filter(({ to }) => to === user)
        .map((one) => one.text)
        .join('\n—\n')
    },
    later(ms: number) {
      open.state.now = new Date(open.state.now.getTime() + ms)
    },
    /** A notice for a chat, as a change of a case makes it. */
    async tell(user: string, text: string, code = 'PA-7K3M9Q') {
      const to: ChatRef = { channel: 'zalo-oa', chat: user }
      await open.db.write(await open.services.notices.aboutCase(to, text, open.state.now, code))
    },
    async notices() {
      return (await open.db.execute("SELECT * FROM outbox WHERE class = 'notice' ORDER BY seq")).rows
    },
  }
}
export type OaWorld = Awaited<ReturnType<typeof oaWorld>>

import { onTestFinished } from 'vitest'
import { createTelegram } from '../../bot/channels/telegram.ts'
import { createVault } from '../../bot/vault.ts'
import type { BroadcastInput } from '../../server/broadcasts/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'
import { TelegramServer } from '../support/telegram-server.ts'

export const NEWS: BroadcastInput = {
  kind: 'news',
  title: 'Lịch tiêm phòng tháng 12',
  text: 'Trạm y tế xã tiêm phòng cho trẻ dưới 5 tuổi vào sáng thứ Bảy.',
  link: null,
  quiz: [],
  hamlets: [],
  channels: ['telegram'],
  scheduledAt: null,
}
export const QUIZ: BroadcastInput = {
  ...NEWS,
  kind: 'quiz',
  title: 'Tìm hiểu cải cách hành chính',
  quiz: [
    {
      ask: 'Nộp hồ sơ ở đâu?',
      options: ['Chỉ ở xã', 'Ở xã hoặc trực tuyến'],
      right: 1,
      explain: 'Cách nào cũng được.',
    },
    { ask: 'Tra cứu hồ sơ cần gì?', options: ['Mã hồ sơ', 'Giấy giới thiệu', 'Sổ đỏ'], right: 0, explain: '' },
  ],
}

/** The application, an officer, two leaders, and a Telegram that answers. Time moves only by `state.now` and by waiting. */
export async function newsWorld(now?: Date) {
  const open = await openServices(now)
  const { services, state, db } = open
  const [officer, leader, other] = [
    await signedIn(services, 'officer'),
    await signedIn(services, 'leader'),
    await signedIn(services, 'leader', 'Lãnh đạo khác'),
  ]
  const telegram = await new TelegramServer().start()
  onTestFinished(() => telegram.stop())
  const key = await hashKey('khóa chỉ dùng để kiểm thử, đủ dài')
  const channel = createTelegram({
    token: telegram.token,
    apiRoot: telegram.root,
    webhookSecret: null,
    conversation: services.conversation,
    db,
    vault: createVault({ key, random: cryptoRandom, unit: services.content.unit.code }),
    unit: services.content.unit,
    say: services.say,
    clock: () => state.now,
    quiet: services.content.notices.quiet,
    pictures: services.broadcasts.picture,
    wait: async (ms) => {
      state.now = new Date(state.now.getTime() + ms)
    },
  })
  const { broadcasts } = services
  const { desk, readers } = broadcasts
  return {
    ...open,
    broadcasts,
    desk,
    officer,
    leader,
    other,
    telegram,
    channel,
    /** Chats that want news. */
    async subscribe(chats: number[], hamlet: string | null = null) {
      for (const chat of chats)
        await db.write(await readers.subscribing({ channel: 'telegram', chat: String(chat) }, hamlet, state.now))
    },
    /** Written by the officer, approved by the leader. */
    async approved(input: BroadcastInput = NEWS, night = false) {
      const id = await desk.add(officer.actor, input)
      await desk.submit(officer.actor, id, 1)
      await desk.approve(leader.actor, id, 2, night)
      return id
    },
    /** The clock and the channel, a few times, a second apart. */
    async turn(times = 3) {
      for (let i = 0; i < times; i++) {
        await broadcasts.run()
        await channel.drain()
        state.now = new Date(state.now.getTime() + 1000)
      }
      await broadcasts.run()
    },
  }
}

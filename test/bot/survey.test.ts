import { afterEach, describe, expect, test } from 'vitest'
import { actionOf } from '../../bot/conversation/choices.ts'
import { chooseSurvey, surveyPress } from '../../bot/conversation/choices-survey.ts'
import type { Choice, Reply } from '../../bot/conversation/types.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createChanges } from '../../server/surveys/change-service.ts'
import { createSurveys } from '../../server/surveys/service.ts'
import { content } from '../surveys/support.ts'
import { fakeDossiers, message, NOW, type World, world } from './world.ts'

const CODE = 'H48.21.15-261102-0018'
let open: World | undefined
afterEach(() => open?.close())

/** A chat with real surveys; the dossier's result was handed over. */
async function chat(publicUrl: string | null = null) {
  const fake = fakeDossiers()
  const lookup: typeof fake.lookup = async (query) => ({ ...(await fake.lookup(query)), status: 'returned' })
  open = await world(async (db) => ({
    publicUrl,
    dossiers: { lookup },
    surveys: createSurveys({
      db,
      clock: () => NOW,
      key: await hashKey('k'.repeat(32)),
      random: cryptoRandom,
      content,
      fieldOfDossier: async () => 'Hộ tịch',
    }),
  }))
  const { conversation, db } = open
  const tell = async (text: string, at = NOW, channel = 'web') =>
    (await conversation.handle(message('c1', text, undefined, channel, at))).replies
  const press = async (id: string, update?: string, at = NOW) =>
    (await conversation.handle(message('c1', { type: 'choice', id }, update, 'web', at))).replies
  const responses = async () => {
    const { rows } = await db.execute('SELECT survey, door, field, answers FROM survey_response ORDER BY survey')
    return rows.map(({ survey, door, field, answers }) => ({
      survey,
      door,
      field,
      answers: JSON.parse(String(answers)),
    }))
  }
  return { tell, press, responses, db }
}
const choicesOf = (replies: Reply[]): Choice[] => replies.flatMap((reply) => reply.choices ?? [])
const idOf = (replies: Reply[], label: string) => choicesOf(replies).find((one) => one.label === label)?.id ?? ''
const textsOf = (replies: Reply[]) => replies.map((reply) => ('text' in reply ? reply.text : reply.title)).join('\n')
const HELPFUL = 'Câu trả lời vừa rồi có giúp được anh/chị không?'

describe('did the answer help', () => {
  test('is asked once a day, after a second answer or thanks, and takes one tap', async () => {
    const { tell, press, responses } = await chat()
    expect(textsOf(await tell('làm khai sinh cho con'))).not.toContain(HELPFUL)
    const thanked = await tell('cảm ơn')
    expect(textsOf(thanked)).toContain(HELPFUL)
    expect(textsOf(await tell('cảm ơn nhiều'))).not.toContain(HELPFUL)
    const yes = idOf(thanked, 'Có')
    expect(textsOf(await press(yes, 'lần 1'))).toBe('Cảm ơn anh/chị.')
    expect(textsOf(await press(yes, 'lần 1'))).toBe('Cảm ơn anh/chị.') // the same update again
    expect(textsOf(await press(idOf(thanked, 'Không'), 'lần 2'))).toContain('đã được trả lời rồi')
    expect(await responses()).toEqual([{ survey: 'chat', door: 'chat', field: null, answers: { helpful: 'yes' } }])
    const tomorrow = new Date(NOW.getTime() + 24 * 3600_000)
    expect(textsOf(await tell('cảm ơn', tomorrow))).toContain(HELPFUL)
  })

  test('may be typed, and a part counts without more questions', async () => {
    const { tell, responses } = await chat()
    await tell('làm khai sinh cho con')
    await tell('cảm ơn')
    expect(textsOf(await tell('một phần'))).toBe('Cảm ơn anh/chị.')
    expect(await responses()).toMatchObject([{ answers: { helpful: 'part' } }])
  })

  test.each(['nhà tôi đang cháy', 'tôi muốn tố cáo cán bộ nhận hối lộ', 'tôi muốn khiếu nại quyết định thu hồi đất'])(
    'is not asked on the day of “%s”',
    async (grave) => {
      const { tell } = await chat()
      await tell('làm khai sinh cho con')
      expect(textsOf(await tell(grave))).not.toContain(HELPFUL)
      expect(textsOf(await tell('cảm ơn'))).not.toContain(HELPFUL)
    },
  )
})

describe('a survey in the chat', () => {
  test('khảo sát: the counter’s question by buttons with its reason, and the link to the long one', async () => {
    const { tell, press, responses } = await chat()
    const doors = await tell('tôi muốn làm khảo sát')
    expect(doors.find((reply) => reply.type === 'link')).toMatchObject({ url: '/app/#/survey/unit' })
    const why = await press(idOf(doors, 'Không hài lòng'))
    expect(textsOf(why)).toBe('Vì sao anh/chị chưa hài lòng?')
    expect(await responses()).toEqual([])
    await press(idOf(why, 'Chờ lâu'))
    await press(idOf(doors, 'Rất hài lòng')) // changed one's mind: one answer a day all the same
    expect(await responses()).toMatchObject([{ survey: 'kiosk', answers: { feeling: 'unsatisfied', reason: 'wait' } }])
  })

  test('a chat that is pushed to gets no link without a public address', async () => {
    const { tell } = await chat()
    expect((await tell('khảo sát', NOW, 'telegram')).some(({ type }) => type === 'link')).toBe(false)
    open?.close()
    const other = await chat('https://xa.example.vn')
    const link = (await other.tell('khảo sát', NOW, 'telegram')).find(({ type }) => type === 'link')
    expect(link).toMatchObject({ url: 'https://xa.example.vn/app/#/survey/unit' })
  })

  test('a returned dossier is rated in five taps, once, and the answer knows no dossier and no chat', async () => {
    const { tell, press, responses, db } = await chat()
    await tell(CODE)
    let replies = await tell('4567')
    replies = await press(idOf(replies, 'Đánh giá việc giải quyết'))
    const first = replies
    const taps = ['Đúng ngày hẹn', 'Không lần nào', 'Không', 'Tôi không để ý', 'Chưa tốt']
    for (const label of taps) replies = await press(idOf(replies, label))
    expect(textsOf(replies)).toContain('Cảm ơn anh/chị')
    const answers = { time: 'on-time', visits: 'none', bodies: 'none', public: 'unknown', attitude: 'bad' }
    expect(await responses()).toEqual([{ survey: 'tthc', door: 'chat', field: 'Hộ tịch', answers }])
    replies = first
    for (const label of taps) replies = await press(idOf(replies, label))
    expect(textsOf(replies)).toContain('đã được trả lời rồi')
    expect(await responses()).toHaveLength(1)
    const kept = JSON.stringify([
      (await db.execute('SELECT * FROM survey_response')).rows,
      (await db.execute('SELECT * FROM survey_used')).rows,
    ])
    expect(kept).not.toContain('261102-0018')
    expect(kept).not.toContain('c1')
    expect((await db.execute('SELECT count(*) AS n FROM survey_key')).rows[0]?.n).toBe(0)
  })

  test('what was done because of what people said is told', async () => {
    const { tell, db } = await chat()
    expect(textsOf(await tell('xã đã làm gì theo góp ý của bà con'))).toContain('chưa đăng')
    const audit = () => ({ sql: 'SELECT 1' })
    const changes = createChanges({ db, unit: content.unit.code, clock: () => NOW, random: cryptoRandom, audit })
    const editor = {
      id: 'e',
      unit: content.unit.code,
      name: 'Lan',
      role: 'editor' as const,
      department: null,
      rights: new Set<never>(),
    }
    await changes.save(editor, null, { said: 'Thiếu ghế ở phòng chờ', done: 'Đã thêm 12 ghế', published: true })
    const [card] = await tell('xã đã làm gì theo góp ý')
    expect(JSON.stringify(card)).toContain('Đã thêm 12 ghế')
  })

  test('a button of another version or with nonsense in it begins anew', async () => {
    const { press, responses } = await chat()
    const id = chooseSurvey({ survey: 'tthc', version: 7, picks: [0, 0], dossier: CODE }) ?? ''
    const replies = await press(id)
    expect(textsOf(replies)).toContain('Phiếu vừa được sửa')
    expect(choicesOf(replies)).toHaveLength(3)
    expect(textsOf(await press('s:tthc:1:9zz'))).toContain('Phiếu vừa được sửa')
    expect(textsOf(await press('s:khong-co:1:-'))).toContain('đã đóng')
    expect(await responses()).toEqual([])
  })
})

test('every answer of every survey fits into a button', () => {
  for (const survey of content.surveys) {
    const picks = survey.items.filter(({ type, required }) => type === 'choice' && required).map(() => 0)
    const press = { survey: survey.id, version: survey.version, picks, dossier: CODE }
    const id = chooseSurvey(press)
    expect(id, survey.id).not.toBeNull()
    expect(surveyPress(id ?? ''), survey.id).toEqual(press)
    expect(actionOf(id ?? '')).toEqual({ do: 'survey', press })
  }
})

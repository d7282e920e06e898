import { describe, expect, it } from 'vitest'
import { signedIn } from '../support/staff.ts'
import { fieldsOf, openLive } from './support.ts'

type Open = Awaited<ReturnType<typeof openLive>>
const hamlets = ({ services }: Open) => services().content.unit.hamlets

describe('history', () => {
  it('shows who, when and what; goes back to any version by a new one, and to the file', async () => {
    const open = await openLive()
    const inFile = hamlets(open)
    await open.save('hamlets', { hamlets: 'Thôn Một' })
    await open.save('hamlets', { hamlets: 'Thôn Một\nThôn Hai' })
    const seen = await open.get('/console/unit/hamlets/history')
    expect(seen.text).toContain('Lê Quản Trị, 08:00 ngày 23/11/2026')
    expect(seen.text).toContain('Bản 2 (đang dùng)')
    expect(seen.text).toContain('Thôn Trung Tâm')

    const back = await open.get('/console/unit/hamlets/back/1')
    expect(back.text).toContain('Trở về bản 1')
    expect(hamlets(open)).toEqual(['Thôn Một', 'Thôn Hai'])
    expect((await open.post('/console/unit/hamlets/save', fieldsOf(back.text))).status).toBe(303)
    expect(hamlets(open)).toEqual(['Thôn Một'])

    const file = await open.get('/console/unit/hamlets/back/0')
    expect(file.text).toContain('Trở về bản trong tệp')
    await open.post('/console/unit/hamlets/save', { ...fieldsOf(file.text), note: 'Theo nghị quyết' })
    expect(hamlets(open)).toEqual(inFile)
    const all = await open.db.execute('SELECT version, origin, undo_of, value, note FROM unit_setting ORDER BY version')
    expect(all.rows.map(({ version, origin, undo_of }) => [version, origin, undo_of])).toEqual([
      [1, 'edit', null],
      [2, 'edit', null],
      [3, 'undo', 1],
      [4, 'file', null],
    ])
    expect(all.rows[3]).toMatchObject({ value: null, note: 'Theo nghị quyết' })
    expect((await open.get('/console/unit/hamlets/history')).text).toContain('Ghi chú: Theo nghị quyết')
    expect((await open.get('/console/unit/hamlets/back/9')).status).toBe(404)
  })

  it('is audited in the same write, and can’t be changed', async () => {
    const open = await openLive()
    await open.save('hamlets', { hamlets: 'Thôn Một' })
    const [row] = (await open.db.execute("SELECT * FROM audit WHERE action = 'unit.edit'")).rows
    expect(row).toMatchObject({ subject: 'hamlets', actor: open.admin.id, detail: '{"version":1,"changes":1}' })
    await expect(open.db.execute("UPDATE unit_setting SET value = '{}'")).rejects.toThrow('append-only')
    await expect(open.db.execute('DELETE FROM unit_setting')).rejects.toThrow('append-only')
    await expect(open.db.execute(`INSERT OR REPLACE INTO unit_setting SELECT * FROM unit_setting`)).rejects.toThrow(
      'UNIQUE',
    )
    expect((await open.get('/console/audit?room=unit')).text).toContain('Sửa cài đặt')
  })

  it('writes nothing when the audit can’t be written', async () => {
    const open = await openLive()
    await open.db.execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'sổ đầy'); END")
    expect((await open.save('hamlets', { hamlets: 'Thôn Một' })).status).toBe(500)
    expect((await open.db.execute('SELECT count(*) AS n FROM unit_setting')).rows[0]?.n).toBe(0)
  })
})

describe('what can’t be read any more', () => {
  it('is left out, said so, and can be replaced', async () => {
    const open = await openLive()
    await open.db.execute(
      `INSERT INTO unit_setting (unit, section, version, value, origin, actor, actor_name, at)
       VALUES ('99999', 'hamlets', 1, '{"hamlets":"một chuỗi cũ"}', 'edit', 'x', 'Người cũ', '2026-11-23')`,
    )
    await open.live.renew()
    expect(hamlets(open)).toEqual(open.written.unit.hamlets)
    expect((await open.get('/console/unit/hamlets')).text).toContain('không dùng được')
    expect((await open.get('/console/unit/hamlets/history')).status).toBe(200)
    expect((await open.save('hamlets', { hamlets: 'Thôn Một' })).status).toBe(303)
    expect((await open.get('/console/unit/hamlets/back/1')).status).toBe(422)
    expect(hamlets(open)).toEqual(['Thôn Một'])
  })
})

describe('two admins at once', () => {
  it('the later one is told, keeps what was typed, and can save over what is new', async () => {
    const open = await openLive()
    const typed = { ...(await open.form('hamlets')), hamlets: 'Thôn Của Tôi' }
    const preview = fieldsOf((await open.post('/console/unit/hamlets', typed)).text)
    await open.save('hamlets', { hamlets: 'Thôn Của Người Kia' })
    const refused = await open.post('/console/unit/hamlets/save', preview)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Người khác vừa lưu mục này')
    expect(refused.text).toContain('Thôn Của Tôi')
    expect(hamlets(open)).toEqual(['Thôn Của Người Kia'])
    const again = await open.post('/console/unit/hamlets', fieldsOf(refused.text))
    expect(again.text).toContain('Thôn Của Người Kia')
    expect((await open.post('/console/unit/hamlets/save', fieldsOf(again.text))).status).toBe(303)
    expect(hamlets(open)).toEqual(['Thôn Của Tôi'])
  })

  it('of twenty at the same moment one wins', async () => {
    const open = await openLive()
    const saves = Array.from({ length: 20 }, (_, i) =>
      open
        .services()
        .settings.save(
          open.admin.actor,
          'hamlets',
          { kind: 'edit', value: { hamlets: [`Thôn ${i}`] } },
          { seen: 0, note: '' },
        ),
    )
    const done = await Promise.allSettled(saves)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of done)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'settings.changed' })
    expect((await open.db.execute('SELECT count(*) AS n FROM unit_setting')).rows[0]?.n).toBe(1)
    expect((await open.db.execute("SELECT count(*) AS n FROM audit WHERE action = 'unit.edit'")).rows[0]?.n).toBe(1)
  })

  it('neither another role nor another unit’s people may, and nothing is saved twice for nothing', async () => {
    const open = await openLive()
    const { settings } = open.services()
    const save = (actor: typeof open.admin.actor, value: unknown, seen = 0) =>
      settings.save(actor, 'hamlets', { kind: 'edit', value }, { seen, note: '' })
    const leader = await signedIn(open.services(), 'leader')
    await expect(save(leader.actor, { hamlets: [] })).rejects.toMatchObject({ code: 'staff.forbidden' })
    await expect(save({ ...open.admin.actor, unit: '00001' }, { hamlets: [] })).rejects.toMatchObject({
      code: 'staff.forbidden',
    })
    await expect(save(open.admin.actor, { hamlets: hamlets(open) })).rejects.toMatchObject({ code: 'settings.same' })
    await expect(save(open.admin.actor, { hamlets: 'x' })).rejects.toMatchObject({ code: 'settings.invalid' })
    await expect(save(open.admin.actor, { hamlets: [] }, 5)).rejects.toMatchObject({ code: 'settings.changed' })
  })

  it('one unit’s settings are not another’s', async () => {
    const open = await openLive()
    await open.save('hamlets', { hamlets: 'Thôn Một' })
    await open.db.execute(
      `INSERT INTO unit_setting (unit, section, version, value, origin, actor, actor_name, at)
       VALUES ('00001', 'hamlets', 1, '{"hamlets":["Thôn Khác"]}', 'edit', 'x', 'Người xã khác', '2026-11-23')`,
    )
    await open.live.renew()
    expect(hamlets(open)).toEqual(['Thôn Một'])
    expect((await open.get('/console/unit/hamlets/history')).text).not.toContain('Người xã khác')
  })
})

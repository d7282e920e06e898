import { afterAll, beforeEach, expect, test, vi } from 'vitest'

/** A phone's storage, as little of it as is used. */
function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
vi.stubGlobal('location', new URL('http://localhost/'))
const { addMember, newDataKey, readMembers, unlock } = await import('../../miniapp/src/team/vault.ts')
beforeEach(() => void vi.stubGlobal('localStorage', storage()))
afterAll(() => void vi.unstubAllGlobals())

const secrets = () => ({ token: 'token-of-lan', drop: 'drop', key: newDataKey() })

test('wrong PINs tried side by side count each: five wipe the member, and not the one beside', async () => {
  await addMember({ id: 'lan', name: 'Lan', team: 'to-dong' }, '482915', secrets())
  await addMember({ id: 'hoa', name: 'Hoa', team: 'to-dong' }, '739104', secrets())
  const tries = await Promise.all(['100001', '100002', '100003', '100004', '100005'].map((pin) => unlock('lan', pin)))
  expect(tries.map((one) => ('left' in one ? one.left : one)).toSorted()).toEqual([0, 1, 2, 3, 4])
  expect((await readMembers()).map(({ id }) => id)).toEqual(['hoa'])
  expect(await unlock('lan', '482915')).toEqual({ left: 0 })
  expect(await unlock('hoa', '739104')).toMatchObject({ token: 'token-of-lan' })
})

test('the right PIN gives the tries back', async () => {
  await addMember({ id: 'lan', name: 'Lan', team: 'to-dong' }, '482915', secrets())
  for (let n = 0; n < 3; n++) {
    expect(await unlock('lan', '100001')).toEqual({ left: 4 })
    expect(await unlock('lan', '482915')).toHaveProperty('token')
  }
})

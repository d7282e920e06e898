import { expect, test } from 'vitest'
import { addressOf, baseOf, foreignPart, parseRoute, queryFor, type Route } from '../../miniapp/src/routes.ts'

const ROUTES: Route[] = [
  { at: 'home' },
  { at: 'search', q: 'khai sinh & kết hôn' },
  { at: 'event', id: 'sinh-con' },
  { at: 'procedure', code: '1.001193', answers: {} },
  { at: 'procedure', code: '1.001193', answers: { 'nuoc-ngoai': 'khong', 'hoan-canh': 'biet-cha-me' } },
  { at: 'dossier' },
  { at: 'feedback' },
  { at: 'report', step: '' },
  { at: 'case', code: 'PA-7KX2M9', secret: 'bí mật/?#&=' },
  { at: 'register', q: '', kind: '', page: 1 },
  { at: 'survey', id: '', step: '' },
  { at: 'survey', id: 'unit', step: '', invitation: 'abc', counter: 'quay-1' },
  { at: 'hotline' },
  { at: 'news', page: 1 },
  { at: 'newsItem', id: '12/3' },
  { at: 'quiz', id: '7' },
  { at: 'mine' },
  { at: 'settings' },
  { at: 'follow', code: '7KXM29RT' },
]
const place = (base: string, address: string) => {
  const { pathname, search, hash } = new URL(base + address, 'https://xa.test')
  return { pathname, search, hash }
}

test.each(ROUTES.map((route) => [JSON.stringify(route), route] as const))(
  '%s is read as it was written',
  (_, route) => {
    for (const base of ['/app/', '/zapps/123456/'])
      expect(parseRoute(place(base, addressOf(route, '?env=TESTING')))).toEqual(route)
  },
)

test.each(ROUTES.map((route) => [JSON.stringify(route), route] as const))(
  '%s can be linked from Zalo, without a fragment',
  (_, route) => {
    const query = new URLSearchParams([...foreignPart('?env=TESTING&tim=x'), ...queryFor(route)])
    expect(parseRoute(place('/zapps/123456/', `?${query}`))).toEqual(route)
  },
)

test('in a browser neither a dossier’s code nor a secret stands in the query, and what Zalo put there stays', () => {
  expect(addressOf({ at: 'dossier', code: 'H48.21.15-261102-0018' })).toBe('?ho-so')
  expect(addressOf({ at: 'case', code: 'PA-7', secret: 's' }, '?env=X&phan-anh=PA-7&khoa=s')).toBe(
    '?env=X#/feedback/PA-7?secret=s',
  )
  expect(addressOf({ at: 'follow', code: '7KXM29RT' }, '?theo-doi=7KXM29RT')).toBe('#/follow/7KXM29RT')
})

test('the folder of the app is found wherever it lives; a broken address leads home or to what is left of it', () => {
  expect(['/app/x', '/zapps/9/a/b', '/a/app/', '/index.html'].map(baseOf)).toEqual([
    '/app/',
    '/zapps/9/',
    '/a/app/',
    '/',
  ])
  expect(parseRoute(place('/app/', '#/gi-do'))).toEqual({ at: 'home' })
  expect(parseRoute(place('/app/', '#/follow/%E0%A4%A'))).toEqual({ at: 'follow', code: '%E0%A4%A' })
  expect(parseRoute(place('/app/', '#/register?page=x'))).toMatchObject({ at: 'register', page: 1 })
})

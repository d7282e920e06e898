import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../server/config.ts'

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      database: { url: 'file:./data/xa.db' },
      telegram: null,
      zalo: null,
    })
  })

  it('takes empty values as absent', () => {
    expect(readConfig({ PORT: '', TELEGRAM_BOT_TOKEN: '' })).toMatchObject({ port: 3000, telegram: null })
  })

  it('opens an Official Account of the app, free of charge and to Zalo itself unless told otherwise', () => {
    const app = { ZALO_APP_ID: '1', ZALO_APP_SECRET: 's' }
    expect(readConfig(app).zaloOa).toBeNull()
    expect(readConfig({ ...app, ZALO_OA_ID: '2', ZALO_OA_SECRET_KEY: 'k' }).zaloOa).toEqual({
      oaId: '2',
      secretKey: 'k',
      appId: '1',
      appSecret: 's',
      apiRoot: 'https://openapi.zalo.me',
      oauthRoot: 'https://oauth.zaloapp.com',
      zbsRoot: 'https://business.openapi.zalo.me',
      billable: false,
    })
    expect(readConfig({ ZALO_PHOTO_ROOTS: 'https://*.zdn.vn, http://127.0.0.1:99' }).zaloPhotoRoots).toEqual([
      'https://*.zdn.vn',
      'http://127.0.0.1:99',
    ])
  })

  const refused: Array<[what: string, env: Record<string, string>, names: string]> = [
    ['a port that is no number', { PORT: 'abc' }, 'PORT'],
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['a token of the wrong form', { TELEGRAM_BOT_TOKEN: 'abc' }, 'TELEGRAM_BOT_TOKEN'],
    ['a database token without a database', { DATABASE_AUTH_TOKEN: 'x' }, 'DATABASE_AUTH_TOKEN'],
    ['a database of an unknown kind', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['a webhook secret without a bot', { TELEGRAM_WEBHOOK_SECRET: 'x' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [
      'a webhook without its secret',
      { TELEGRAM_BOT_TOKEN: '1:a', PUBLIC_URL: 'https://x.vn' },
      'TELEGRAM_WEBHOOK_SECRET',
    ],
    ['half a Zalo account', { ZALO_APP_ID: '1' }, 'ZALO_APP_SECRET'],
    ['an Official Account without its secret', { ZALO_OA_ID: '1' }, 'ZALO_OA_SECRET_KEY'],
    ['an Official Account without its app', { ZALO_OA_ID: '1', ZALO_OA_SECRET_KEY: 'x' }, 'ZALO_APP_ID'],
    ['photos from a path', { ZALO_PHOTO_ROOTS: 'https://a.vn/b' }, 'ZALO_PHOTO_ROOTS'],
    ['a misspelt variable of ours', { TELEGRAM_BOT_TOKN: '1:a' }, 'TELEGRAM_BOT_TOKN'],
    ['a short secret', { DATA_KEY: 'short' }, 'DATA_KEY'],
  ]
  it.each(refused)('refuses %s by name', (_, env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(name)
  })
})

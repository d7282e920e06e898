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
    ['a misspelt variable of ours', { TELEGRAM_BOT_TOKN: '1:a' }, 'TELEGRAM_BOT_TOKN'],
    ['a short secret', { DATA_KEY: 'short' }, 'DATA_KEY'],
  ]
  it.each(refused)('refuses %s by name', (_, env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(name)
  })
})

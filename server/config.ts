import * as z from 'zod'

/** A contradiction or an unknown value in the environment; the sentence names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''))
const secret = z.string().min(1)

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|https?:\/\/|libsql:\/\/|wss?:\/\/)/)
    .optional(),
  DATABASE_AUTH_TOKEN: secret.optional(),
  DATA_KEY: z.string().min(32).optional(),
  PUBLIC_URL: url.optional(),
  TRUST_PROXY: z.stringbool().default(false),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/)
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .optional(),
  ZALO_APP_ID: z.string().regex(/^\d+$/).optional(),
  ZALO_APP_SECRET: secret.optional(),
  ZALO_GRAPH_ROOT: url.default('https://graph.zalo.me'),
  ZALO_RELAY_SECRET: z.string().min(32).optional(),
  ZALO_BOT_TOKEN: z
    .string()
    .regex(/^\w+:[\w-]+$/)
    .optional(),
  ZALO_BOT_API_ROOT: url.default('https://bot-api.zaloplatforms.com'),
  ZALO_BOT_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{8,256}$/)
    .optional(),
  ZALO_OA_ID: z.string().regex(/^\d+$/).optional(),
  ZALO_OA_SECRET_KEY: secret.optional(),
  ZALO_OA_API_ROOT: url.default('https://openapi.zalo.me'),
  ZALO_OA_OAUTH_ROOT: url.default('https://oauth.zaloapp.com'),
  ZALO_OA_ZBS_ROOT: url.default('https://business.openapi.zalo.me'),
  ZALO_OA_BILLABLE: z.stringbool().default(false),
  ZALO_PHOTO_ROOTS: z
    .string()
    .default('https://*.zdn.vn,https://*.zadn.vn,https://*.dlfl.vn,https://*.zaloapp.com,https://*.zalo.me')
    .transform((list) => list.split(',').map((root) => root.trim()))
    .pipe(z.array(z.string().regex(/^https?:\/\/(\*\.)?[\w.-]+(:\d+)?$/)).min(1)),
  SAMPLE: z.stringbool().optional(),
})

/** `secretKey` signs webhooks. `billable`: also write between 48 hours and seven days after the last word, which costs money. */
export type ZaloOaAccount = {
  oaId: string
  secretKey: string
  appId: string
  appSecret: string
  apiRoot: string
  oauthRoot: string
  zbsRoot: string
  billable: boolean
}

export type Config = {
  port: number
  host: string
  dataDir: string
  database: { url: string; authToken?: string }
  /** Secret from which keyed hashes are made; null = the Node front door keeps one under `dataDir`. */
  dataKey: string | null
  publicUrl: string | null
  trustProxy: boolean
  telegram: { token: string; apiRoot: string; webhookSecret: string | null } | null
  /** `relaySecret`: calls to the graph are signed for a relay in Vietnam, and this server relays such calls. */
  zalo: { appId: string; appSecret: string; graphRoot: string; relaySecret: string | null } | null
  /** A bot of the Zalo Bot platform. */
  zaloBot: { token: string; apiRoot: string; webhookSecret: string | null } | null
  /** The commune's Official Account, of the same app as the mini-app. */
  zaloOa: ZaloOaAccount | null
  /** Where photos of Zalo chats may be fetched from. */
  zaloPhotoRoots: string[]
  /** Load sample dossiers; null = only when the commune in `content/unit.yaml` is the sample one. */
  sample: boolean | null
}

/** Variables of these families are ours: a misspelt one is refused instead of being silently without effect. */
const OURS = /^(DATABASE|TELEGRAM|ZALO|DATA)_/

/** Parses the environment once. Throws a `ConfigError` whose sentence names the variable at fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = Env.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== '')),
  )
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`Biến môi trường ${issue?.path.join('.')} không hợp lệ: ${issue?.message}`)
  }
  const unknown = Object.keys(env).find((name) => OURS.test(name) && !(name in Env.shape))
  if (unknown) throw new ConfigError(`Biến môi trường ${unknown} không có trong hệ thống: có thể viết nhầm tên.`)
  const e = parsed.data
  if (e.DATABASE_AUTH_TOKEN && !e.DATABASE_URL) {
    throw new ConfigError(
      'DATABASE_AUTH_TOKEN có mà DATABASE_URL không có: không biết mã này dùng cho cơ sở dữ liệu nào.',
    )
  }
  if (e.TELEGRAM_WEBHOOK_SECRET && !e.TELEGRAM_BOT_TOKEN) {
    throw new ConfigError('TELEGRAM_WEBHOOK_SECRET có mà TELEGRAM_BOT_TOKEN không có.')
  }
  if (e.TELEGRAM_BOT_TOKEN && e.PUBLIC_URL && !e.TELEGRAM_WEBHOOK_SECRET) {
    throw new ConfigError('PUBLIC_URL có nên Telegram sẽ gọi webhook, nhưng TELEGRAM_WEBHOOK_SECRET chưa đặt.')
  }
  if (e.ZALO_BOT_WEBHOOK_SECRET && !e.ZALO_BOT_TOKEN) {
    throw new ConfigError('ZALO_BOT_WEBHOOK_SECRET có mà ZALO_BOT_TOKEN không có.')
  }
  if (e.ZALO_BOT_TOKEN && e.PUBLIC_URL && !e.ZALO_BOT_WEBHOOK_SECRET) {
    throw new ConfigError('PUBLIC_URL có nên Zalo Bot sẽ gọi webhook, nhưng ZALO_BOT_WEBHOOK_SECRET chưa đặt.')
  }
  if (Boolean(e.ZALO_APP_ID) !== Boolean(e.ZALO_APP_SECRET)) {
    throw new ConfigError('ZALO_APP_ID và ZALO_APP_SECRET phải có cả hai hoặc không có cả hai.')
  }
  if (Boolean(e.ZALO_OA_ID) !== Boolean(e.ZALO_OA_SECRET_KEY)) {
    throw new ConfigError('ZALO_OA_ID và ZALO_OA_SECRET_KEY phải có cả hai hoặc không có cả hai.')
  }
  if (e.ZALO_OA_ID && !e.ZALO_APP_ID) {
    throw new ConfigError('ZALO_OA_ID có mà ZALO_APP_ID, ZALO_APP_SECRET không có: OA gọi qua ứng dụng ấy.')
  }
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: e.DATA_DIR,
    database: {
      url: e.DATABASE_URL ?? `file:${e.DATA_DIR}/xa.db`,
      ...(e.DATABASE_AUTH_TOKEN ? { authToken: e.DATABASE_AUTH_TOKEN } : {}),
    },
    dataKey: e.DATA_KEY ?? null,
    publicUrl: e.PUBLIC_URL ?? null,
    trustProxy: e.TRUST_PROXY,
    telegram: e.TELEGRAM_BOT_TOKEN
      ? { token: e.TELEGRAM_BOT_TOKEN, apiRoot: e.TELEGRAM_API_ROOT, webhookSecret: e.TELEGRAM_WEBHOOK_SECRET ?? null }
      : null,
    zalo:
      e.ZALO_APP_ID && e.ZALO_APP_SECRET
        ? {
            appId: e.ZALO_APP_ID,
            appSecret: e.ZALO_APP_SECRET,
            graphRoot: e.ZALO_GRAPH_ROOT,
            relaySecret: e.ZALO_RELAY_SECRET ?? null,
          }
        : null,
    zaloBot: e.ZALO_BOT_TOKEN
      ? { token: e.ZALO_BOT_TOKEN, apiRoot: e.ZALO_BOT_API_ROOT, webhookSecret: e.ZALO_BOT_WEBHOOK_SECRET ?? null }
      : null,
    zaloOa:
      e.ZALO_OA_ID && e.ZALO_OA_SECRET_KEY && e.ZALO_APP_ID && e.ZALO_APP_SECRET
        ? {
            oaId: e.ZALO_OA_ID,
            secretKey: e.ZALO_OA_SECRET_KEY,
            appId: e.ZALO_APP_ID,
            appSecret: e.ZALO_APP_SECRET,
            apiRoot: e.ZALO_OA_API_ROOT,
            oauthRoot: e.ZALO_OA_OAUTH_ROOT,
            zbsRoot: e.ZALO_OA_ZBS_ROOT,
            billable: e.ZALO_OA_BILLABLE,
          }
        : null,
    zaloPhotoRoots: e.ZALO_PHOTO_ROOTS,
    sample: e.SAMPLE ?? null,
  }
}

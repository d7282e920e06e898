import { copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openCommand, orExit, usage } from './command.ts'

const USAGE = `npm run backup -- THƯ_MỤC
Chép cơ sở dữ liệu (đang chạy cũng được), khóa bí mật và ảnh vào THƯ_MỤC/<thời điểm>. Giữ bản chép ở nơi an toàn: có khóa bí mật.
Cơ sở dữ liệu qua mạng (DATABASE_URL http…) thì chép bằng công cụ của máy chủ đó.`

const [folder] = process.argv.slice(2)
if (!folder) usage(USAGE)
const { config, db, clock } = await openCommand()
if (!config.database.url.startsWith('file:')) usage(USAGE)

await orExit(async () => {
  const target = join(folder, clock().toISOString().slice(0, 19).replace(/[:T]/g, '-'))
  mkdirSync(target, { recursive: true, mode: 0o700 })
  await db.execute('VACUUM INTO ?', [join(target, 'xa.db')])
  const secret = join(config.dataDir, 'secret.key')
  if (existsSync(secret)) copyFileSync(secret, join(target, 'secret.key'))
  const files = join(config.dataDir, 'files')
  if (existsSync(files)) cpSync(files, join(target, 'files'), { recursive: true })
  console.log(`Đã chép vào ${target}`)
})
db.close()

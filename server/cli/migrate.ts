import { saveNational } from '../procedures/national.ts'
import { saveCatalogue } from '../procedures/store.ts'
import { build } from './build.ts'
import { openCommand, orExit } from './command.ts'

// Brings the database named by DATABASE_URL up to date: tables, then the catalogue. The Worker can't do it itself.
await orExit(async () => {
  const { db, config } = await openCommand()
  const { catalogue, national } = await build({ miniapp: false, log: console.log })
  const { written, removed } = await saveCatalogue(db, catalogue)
  await saveNational(db, national)
  console.log(
    `${config.database.url.replace(/\/\/[^@/]*@/, '//')}: bảng đã mới nhất; thủ tục ghi ${written}, bỏ ${removed}.`,
  )
  db.close()
})

import { parseArgs } from 'node:util'
import { cryptoRandom } from '../kernel/ids.ts'
import { Scope } from '../people/schema.ts'
import { createPeople } from '../people/service.ts'
import { openCommand, usage } from './command.ts'

const USAGE = `npm run staff -- add TÊN --role machine [--scope dossiers:import] [--scope reports:read] [--days 365]
Tạo mã truy cập cho phần mềm khác (ví dụ phần mềm một cửa nạp hồ sơ). Mã in ra một lần, không xem lại được.
Tạo lại cùng TÊN thì mã cũ hết hiệu lực.`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: 'string' },
    scope: { type: 'string', multiple: true },
    days: { type: 'string', default: '365' },
    unit: { type: 'string' },
  },
})
const [verb, name] = positionals
if (verb !== 'add' || !name || values.role !== 'machine') usage(USAGE)
const scopes = Scope.array().safeParse(values.scope ?? Scope.options)
const days = Number(values.days)
if (!scopes.success || !Number.isInteger(days) || days < 1) usage(USAGE)

const { db, content, clock } = await openCommand()
const token = await createPeople({ db, clock, random: cryptoRandom }).issueToken(
  values.unit ?? content.unit.code,
  name,
  scopes.data,
  days,
)
console.error(`Mã của "${name}" (${scopes.data.join(', ')}), hết hạn sau ${days} ngày. Chỉ hiện một lần:`)
console.log(token)
db.close()

import type { Role } from './schema.ts'
import type { People } from './service.ts'

/** Who is there in a trial: one of each kind of desk. */
export const SAMPLE_STAFF: ReadonlyArray<{ login: string; name: string; role: Role; department: string }> = [
  { login: 'canbo', name: 'Trần Thị Mẫu', role: 'officer', department: 'Trung tâm Phục vụ hành chính công' },
  { login: 'xuly', name: 'Lê Văn Thử', role: 'handler', department: 'Phòng Kinh tế' },
  { login: 'lanhdao', name: 'Phạm Minh Ví Dụ', role: 'leader', department: 'Lãnh đạo UBND' },
  { login: 'totruong', name: 'Ngô Thị Tổ Mẫu', role: 'team-lead', department: 'Tổ công nghệ số cộng đồng' },
  { login: 'quantri', name: 'Hồ Quản Trị Mẫu', role: 'admin', department: 'Văn phòng' },
]

/**
 * Makes the invented people of a trial with this password; those who are there already are left as they are, unless `renew`
 * (their password was lost). They need no one-time code, and can't sign in once the sample mode is off.
 */
export async function createSampleStaff(people: People, password: string, renew: boolean): Promise<void> {
  const known = new Map((await people.people()).map((one) => [one.login, one]))
  for (const person of SAMPLE_STAFF) {
    const there = known.get(person.login)
    // a real person who happens to have this name is left alone
    if (there && !(there.sample && renew)) continue
    const { token } = there
      ? await people.reset(null, there.id)
      : await people.invite(null, { ...person, sample: true })
    await people.accept(token, password)
  }
}

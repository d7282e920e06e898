import { asFailure, type Failure } from '../api.ts'
import { getSurvey, getSurveys, type SurveyView } from '../survey/api.ts'
import { getMine, getPack } from './api.ts'
import { change, lock, now } from './state.ts'
import { removeMember } from './vault.ts'

/** Renews what the member needs for a day without a network; the failure, or null. A phone that was shut out loses all it had. */
export async function refresh(): Promise<Failure | null> {
  const open = now()
  if (!open) return null
  const { token, member } = open
  try {
    const [pack, mine] = [await getPack(token), await getMine(token)]
    if (now()?.member.id !== member.id) return null
    await change({ pack, mine })
    const surveys: SurveyView[] = []
    for (const { id } of (await getSurveys()).surveys) surveys.push(await getSurvey(id))
    if (now()?.member.id === member.id) await change({ surveys })
    return null
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'assist.revoked') {
      await removeMember(member.id)
      lock()
    }
    return failure
  }
}

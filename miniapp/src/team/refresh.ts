import { asFailure, type Failure } from '../api.ts'
import { renewPack } from '../offline/pack.ts'
import { getSurvey, getSurveys, type SurveyView } from '../survey/api.ts'
import { getMine, getPack } from './api.ts'
import { change, lock, now } from './state.ts'
import { removeMember } from './vault.ts'

/** Renews what the member needs for a day without a network; the failure, or null. A phone that was shut out loses all it had. */
export async function refresh(): Promise<Failure | null> {
  const room = now()
  if (!room) return null
  const { token, member } = room
  try {
    const [pack, mine] = [await getPack(token), await getMine(token)]
    if (now()?.member.id !== member.id) return null
    await change({ pack, mine })
    void renewPack()
    const surveys: SurveyView[] = []
    // those of one question stand where they belong, not here
    const open = (await getSurveys()).surveys.filter(({ kind }) => kind !== 'one-question')
    for (const { id } of open) surveys.push(await getSurvey(id))
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

import type { Mine, Pack, Paired, PairInput } from '../../../server/assist/schema/phone.ts'
import type { Filed, Handover } from '../../../server/assist/schema/record.ts'
import { get, post } from '../api.ts'

export type { FollowUp, Mine, Pack, Paired, Shift } from '../../../server/assist/schema/phone.ts'
export type { Handover }

export const pairPhone = (input: PairInput) => post<Paired>('/assist/pair', input)
export const getPack = (token: string) => get<Pack>('/assist/pack', {}, undefined, token)
export const getMine = (token: string) => get<Mine>('/assist/mine', {}, undefined, token)
export const tellFollowed = (token: string, id: string) => post<object>('/assist/followed', { id }, undefined, token)
export const sendRecord = (drop: string, id: string, sealed: string) =>
  post<Filed>('/assist/records', { sealed }, id, drop)
export const openHandover = (token: string, claim: string) => post<Handover>('/assist/handover', { token, claim })

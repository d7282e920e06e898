import * as z from 'zod'

const token = z.string().trim().min(1, 'còn thiếu').max(4000)

/** What the mini-app sends to sign in: the SDK's access token. Zalo's own id is never taken from the client. */
export const SignIn = z.object({ accessToken: token })
/** A single-use code of `getPhoneNumber` or `getLocation`; it lives two minutes. */
export const Exchange = z.object({ accessToken: token, code: token })

/** Our own token, for `Authorization: Bearer`; `expiresIn` in seconds. */
export const Session = z.object({ token: z.string(), expiresAt: z.string(), expiresIn: z.number().int() })
export type Session = z.infer<typeof Session>

export const Phone = z.object({ phone: z.string() })
export const Location = z.object({ lat: z.number(), lng: z.number() })

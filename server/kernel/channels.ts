/** Channels that can be written to though nobody is writing there, whether they are on just now or not. */
export const PUSHED: ReadonlySet<string> = new Set(['telegram', 'zalo-bot', 'zalo-oa'])

/** Of those the ones without buttons: choices are a numbered list there. */
export const NUMBERED: ReadonlySet<string> = new Set(['zalo-bot', 'zalo-oa'])

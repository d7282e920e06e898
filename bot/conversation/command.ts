import { fold } from '../../server/kernel/text.ts'
import { chooseNotice } from '../../server/notices/schema.ts'
import { choose, type Global } from './choices.ts'

const COMMANDS: Record<string, Global> = {
  start: 'start',
  batdau: 'start',
  menu: 'start',
  help: 'start',
  thutuc: 'ask',
  hoso: 'dossier',
  phananh: 'feedback',
  phananhcuatoi: 'cases',
  hotline: 'hotline',
  canbo: 'human',
  huy: 'cancel',
  cancel: 'cancel',
  quaylai: 'back',
  sua: 'edit',
  batdaulai: 'restart',
}

const COMMAND = /^\/([\p{L}\p{M}\p{N}_]+)(?:@\w+)?\s*([\s\S]*)$/u

/** Whether a message has the form of a command, known or not. */
export function isCommand(text: string): boolean {
  return COMMAND.test(text.trim())
}

/**
 * A message that begins with `/`, on any channel: a choice, or the text after the command.
 * `/start t_1-001193` opens a procedure, `/start h_<base64url of the code>` a dossier, `/start f_<code>` follows one. Null when it is no command of ours.
 */
export function commandOf(text: string): { choice: string } | { text: string } | null {
  const [, name = '', rest = ''] = COMMAND.exec(text.trim()) ?? []
  const global = COMMANDS[fold(name)]
  if (!global) return null
  if (global === 'start') return { choice: linkOf(rest) ?? choose.global('start') }
  if (rest !== '' && global === 'ask') return { text: rest }
  if (rest !== '' && global === 'dossier') return { text: `mã hồ sơ ${rest}` }
  return { choice: choose.global(global) }
}

function linkOf(payload: string): string | null {
  const procedure = /^t_(\d)[-_](\d{6})$/.exec(payload)
  if (procedure) return choose.procedure(`${procedure[1]}.${procedure[2]}`)
  const follow = /^f_([A-Z0-9]{8})$/.exec(payload)?.[1]
  if (follow) return chooseNotice.code(follow)
  const dossier = /^h_([\w-]+)$/.exec(payload)?.[1]
  if (!dossier) return null
  try {
    return choose.dossier(atob(dossier.replace(/-/g, '+').replace(/_/g, '/')).toUpperCase())
  } catch {
    return null
  }
}

/** The `start` payload that opens a procedure or a dossier: at most 64 of `[A-Za-z0-9_-]`. */
export const deepLink = {
  procedure: (code: string) => `t_${code.replace('.', '-')}`,
  dossier: (code: string) => `h_${btoa(code).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`,
}

import type { Choice, Reply } from '../conversation/types.ts'

/** A reply as plain text, for channels that show nothing else and for whoever reads only `text`. Choices are left to the channel. */
export function renderText(reply: Reply): string {
  switch (reply.type) {
    case 'say':
    case 'ask':
      return reply.text
    case 'link':
      return `${reply.text}: ${reply.url}`
    case 'card':
      return [
        reply.title,
        ...reply.sections.map(({ heading, lines }) => [`${heading}:`, ...lines.map(bullet)].join('\n')),
        ...(reply.footer === '' ? [] : [reply.footer]),
      ].join('\n\n')
  }
}

/** Choices as a numbered list, for channels without buttons; the number typed back chooses. */
export function renderChoices(choices: Choice[]): string {
  return choices.map(({ label }, at) => `${at + 1}. ${label}`).join('\n')
}

/** The whole answer as one text, numbered choices included. */
export function renderPlain(replies: Reply[]): string {
  return replies
    .map((reply) => [renderText(reply), ...(reply.choices ? [renderChoices(reply.choices)] : [])].join('\n'))
    .join('\n\n')
}

function bullet(line: string): string {
  return /^(\d+[.)]|[-•…])/.test(line) || line.endsWith(':') ? line : `- ${line}`
}

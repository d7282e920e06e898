import type { Child } from 'hono/jsx'

/** Plain Markdown of our own files: paragraphs, `-` and `1.` lists, **bold**. Everything else is shown as it is written. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((block) => block.trim() !== '')
        .map(block)}
    </>
  )
}

function block(text: string): Child {
  const lines = text.trim().split('\n')
  const items = (mark: RegExp) => lines.map((line) => <li>{bold(line.replace(mark, ''))}</li>)
  if (lines.every((line) => /^- /.test(line))) return <ul>{items(/^- /)}</ul>
  if (lines.every((line) => /^\d+\. /.test(line))) return <ol>{items(/^\d+\. /)}</ol>
  return <p>{bold(lines.join(' '))}</p>
}

function bold(text: string): Child[] {
  return text.split(/\*\*([^*]+)\*\*/).map((part, at) => (at % 2 === 1 ? <b>{part}</b> : part))
}

import { words } from '../words.ts'
import { Link } from './link.tsx'

/** A section of a guide: numbered lines become steps, other lines paragraphs; codes of procedures become links. */
export function Prose({ text }: { text: string }) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const steps = lines.filter((line) => STEP.test(line))
  const plain = lines.filter((line) => !STEP.test(line))
  return (
    <>
      {steps.length > 0 && (
        <ol class="steps">
          {steps.map((line) => (
            <li key={line}>
              <Linked text={line.replace(STEP, '')} />
            </li>
          ))}
        </ol>
      )}
      {plain.map((line) => (
        <p key={line}>
          <Linked text={line.replace(/^[-*] /, '')} />
        </p>
      ))}
    </>
  )
}
const STEP = /^\d+[.)]\s+/

function Linked({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\b\d\.\d{6}\b)/).map((part, at) =>
        at % 2 === 1 ? (
          <Link key={part} to={{ at: 'procedure', code: part, answers: {} }} label={words.procedure.open(part)}>
            {part}
          </Link>
        ) : (
          part
        ),
      )}
    </>
  )
}

import { dial } from './call-link.tsx'

const NUMBERS = /(\b11[1-5]\b|\b0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}\b|\b1[89]00 ?\d{4}\b)/

/** A sentence whose phone numbers can be tapped. */
export function Tappable({ text }: { text: string }) {
  return (
    <>
      {text.split(NUMBERS).map((part, at) =>
        at % 2 === 1 ? (
          <a key={`${at}${part}`} {...dial(part)}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}

import type { Say } from '../../content/messages.ts'

/** An invitation to hand over, shown this once. */
export function Link({ say, link, login, until }: { say: Say; link: string; login: string; until: string }) {
  return (
    <>
      <p>{say('staff.link.how')}</p>
      <p class="note">
        <span class="code">{link}</span>
      </p>
      <p>{say('staff.link.login', { login, until })}</p>
      <p class="soft">{say('staff.link.once')}</p>
      <p>
        <a class="button" href="/console/staff">
          {say('staff.link.back')}
        </a>
      </p>
    </>
  )
}

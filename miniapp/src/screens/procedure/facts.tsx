import type { ProcedurePage } from '../../api.ts'
import { feesOf, type Told, timesOf } from '../../facts.ts'
import { CallLink } from '../../ui/call-link.tsx'
import { OutLink } from '../../ui/out-link.tsx'
import { useUnit } from '../../ui/unit.tsx'
import { words } from '../../words.ts'

type Props = { page: ProcedurePage; ask: string }

/** The record's times and what the guide adds in plain words. */
export function Times({ page, ask }: Props) {
  return (
    <section>
      <h2 id="bao-lau" tabIndex={-1}>
        {words.procedure.time}
      </h2>
      <Lines {...timesOf(page, ask)} />
    </section>
  )
}

export function Fees({ page, ask }: Props) {
  return (
    <section>
      <h2 id="le-phi" tabIndex={-1}>
        {words.procedure.fee}
      </h2>
      <Lines {...feesOf(page, ask)} />
    </section>
  )
}

function Lines({ official, plain, source, last }: Told) {
  return (
    <>
      {official.map((line) => (
        <p key={line}>
          <b>{line}</b>
        </p>
      ))}
      {[...plain, ...last].map((line) => (
        <p key={line}>{line}</p>
      ))}
      {source && <p class="soft">{source}</p>}
    </>
  )
}

/** Which door: the one-stop desk, the police, or another body; and whether the network will do. */
export function Where({ page, ask }: Props) {
  const unit = useUnit()
  const online = page.methods.some(({ channel }) => channel === 'online')
  return (
    <section>
      <h2>{words.procedure.where}</h2>
      <Door page={page} ask={ask} />
      {page.methods.some(({ channel }) => channel === 'post') && <p>{words.procedure.post}</p>}
      <h3>{words.procedure.online}</h3>
      <p>
        {page.fullyOnline ? words.procedure.onlineFull : online ? words.procedure.onlineYes : words.procedure.onlineNo}
      </p>
      {online && unit && (
        <OutLink href={unit.portal.url} class="button plain">
          {words.procedure.onlineOpen}
        </OutLink>
      )}
    </section>
  )
}

function Door({ page, ask }: Props) {
  const unit = useUnit()
  const { desk, levels, agency } = page
  if (desk === 'police' && unit) {
    return (
      <>
        <Place {...unit.police} />
        {unit.police.hours?.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <CallLink label={unit.police.name} phone={unit.police.phone} />
      </>
    )
  }
  if (desk === 'one-stop' && unit && (levels.length === 0 || levels.includes('ward'))) {
    return (
      <>
        <Place {...unit.desk} />
        {unit.desk.hours.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </>
    )
  }
  if (desk === 'one-stop' || desk === 'police' || desk === 'other') return <p>{agency ?? words.desks.ask(ask)}</p>
  const first = unit?.hotlines[0]
  return (
    <>
      <p>{words.desks[desk]}</p>
      {first && <p>{words.desks.unknownPlace}</p>}
      {first && <CallLink label={first.label} phone={first.phone} />}
    </>
  )
}

function Place({ name, address }: { name: string; address: string }) {
  return (
    <p>
      <b>{name}</b>
      <br />
      {address}
    </p>
  )
}

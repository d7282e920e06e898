import type { ProcedurePage } from '../../api.ts'
import { nameOf } from '../../facts.ts'
import { sayDay } from '../../moment.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

/** What one must know before reading on: replaced, expiring, not the commune's matter, hardly published. */
export function Notices({ page, ask }: { page: ProcedurePage; ask: string }) {
  const { status, effectiveTo, levels, agency, source, guide } = page
  const successors =
    page.successors ?? (page.replacedBy ?? []).map((code) => ({ code, name: words.procedure.open(code) }))
  const higher = levels.length > 0 && !levels.includes('ward')
  return (
    <>
      {guide && guide.code !== page.code && <p class="notice">{words.procedure.covered(page.name)}</p>}
      {status === 'replaced' && (
        <div class="notice">
          <p>{successors.length > 0 ? words.procedure.replaced : words.procedure.replacedAsk(ask)}</p>
          {successors.map(({ code, name }) => (
            <Link key={code} to={{ at: 'procedure', code, answers: {} }} class="button plain">
              {nameOf(name)}
            </Link>
          ))}
        </div>
      )}
      {status === 'expiring' && effectiveTo && <p class="notice">{words.procedure.expiring(sayDay(effectiveTo))}</p>}
      {higher && <p class="notice">{agency ? words.procedure.higher(agency) : words.procedure.higherUnknown}</p>}
      {source.completeness === 'partial' && <p class="notice">{words.procedure.partial}</p>}
      {source.completeness === 'name-only' && <p class="notice">{words.procedure.nameOnly}</p>}
    </>
  )
}

import type { Child } from 'hono/jsx'
import { wholeText } from '../rules/numbers.ts'

export type Bar = { label: string; value: number; second?: number; href?: string; secondHref?: string }

/** As wide as a phone, so that its words stay readable there. */
const WIDTH = 340
const BAR = 16
const SECOND = 12
const TEXT = 18
/** Room for a number after its bar, and for labels that are short enough to stand before theirs. */
const VALUE = 60
const SHORT = { signs: 6, width: 52 }

/**
 * Bars lying on their side, with the numbers written out and a table behind them: readable in print, by keyboard and by ear. Two series at
 * most, told apart by fill and pattern, not by colour alone.
 */
export function Bars({
  title,
  bars,
  names,
}: {
  title: string
  bars: readonly Bar[]
  names: readonly [string, string?]
}): Child {
  if (bars.length === 0) return <p class="soft">Chưa có số liệu.</p>
  const two = names[1] !== undefined
  const most = Math.max(1, ...bars.flatMap(({ value, second = 0 }) => [value, second]))
  const short = bars.every(({ label }) => label.length <= SHORT.signs)
  const left = short ? SHORT.width : 0
  const top = short ? 0 : TEXT
  const step = top + BAR + (two ? SECOND + 4 : 0) + 10
  const height = bars.length * step
  const long = (value: number) => Math.round((value / most) * (WIDTH - left - VALUE))
  return (
    <figure class="chart">
      <figcaption>
        {title}
        {two ? (
          <small>
            {' '}
            (thanh đậm: {names[0]}; thanh viền: {names[1]})
          </small>
        ) : null}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${title}. Bảng số liệu ở dưới.`}>
        {bars.map(({ label, value, second }, i) => (
          <g transform={`translate(0 ${i * step})`}>
            <text x={0} y={13} class="chart-label">
              {label.length > 44 ? `${label.slice(0, 43)}…` : label}
            </text>
            <rect x={left} y={top} width={long(value)} height={BAR} class="chart-bar" />
            <text x={left + long(value) + 6} y={top + 13} class="chart-value">
              {wholeText(value)}
            </text>
            {second === undefined ? null : (
              <>
                <rect x={left + 1} y={top + BAR + 3} width={long(second)} height={SECOND} class="chart-second" />
                <text x={left + long(second) + 7} y={top + BAR + 13} class="chart-value">
                  {wholeText(second)}
                </text>
              </>
            )}
          </g>
        ))}
      </svg>
      <details>
        <summary>Bảng số liệu</summary>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">Nhóm</th>
              {names.map((name) => (name === undefined ? null : <th scope="col">{name}</th>))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, value, second, href, secondHref }) => (
              <tr>
                <th scope="row">{label}</th>
                <Count value={value} href={href} />
                {second === undefined ? null : <Count value={second} href={secondHref} />}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function Count({ value, href }: { value: number; href: string | undefined }) {
  return <td class="number">{href ? <a href={href}>{wholeText(value)}</a> : wholeText(value)}</td>
}

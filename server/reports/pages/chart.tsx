import type { Child } from 'hono/jsx'
import { wholeText } from '../rules/numbers.ts'

export type Bar = { label: string; value: number; second?: number; href?: string }

const ROW = 30
const LABEL = 190
const WIDTH = 640

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
  const step = two ? ROW + 12 : ROW
  const height = bars.length * step + 8
  const long = (value: number) => Math.round((value / most) * (WIDTH - LABEL - 70))
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
          <g transform={`translate(0 ${i * step + 4})`}>
            <text x={LABEL - 8} y={two ? 22 : 16} text-anchor="end" class="chart-label">
              {label.length > 24 ? `${label.slice(0, 23)}…` : label}
            </text>
            <rect x={LABEL} y={2} width={long(value)} height={16} class="chart-bar" />
            <text x={LABEL + long(value) + 6} y={15} class="chart-value">
              {wholeText(value)}
            </text>
            {second === undefined ? null : (
              <>
                <rect x={LABEL} y={21} width={long(second)} height={12} class="chart-second" />
                <text x={LABEL + long(second) + 6} y={32} class="chart-value">
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
            {bars.map(({ label, value, second, href }) => (
              <tr>
                <th scope="row">{label}</th>
                <td class="number">{href ? <a href={href}>{wholeText(value)}</a> : wholeText(value)}</td>
                {second === undefined ? null : <td class="number">{wholeText(second)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

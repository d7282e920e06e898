import type { Context } from 'hono'
import { Field, Hidden, Select } from '../../console/form.tsx'
import { Filters, List, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { showDay } from '../../kernel/time.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import { marginText } from '../document/margin.ts'
import { valueText } from '../document/tables.ts'
import type { GroupName } from '../indicators/groups.ts'
import { indicatorOf } from '../indicators/index.ts'
import { decimalText, percentText, wholeText } from '../rules/numbers.ts'
import type { Figure, Period, PeriodQuery } from '../schema.ts'
import { type Around, KINDS } from './around.ts'
import { type Bar, Bars } from './chart.tsx'

const GROUPS: ReadonlyArray<[prefix: string, label: string]> = [
  ['dossiers.', 'Hồ sơ thủ tục hành chính'],
  ['feedback.', 'Phản ánh, kiến nghị'],
  ['surveys.', 'Khảo sát'],
  ['assessment.', 'Đánh giá, điểm bình quân'],
  ['outreach.', 'Hướng dẫn, tuyên truyền'],
  ['assist.', 'Tổ công nghệ số cộng đồng'],
]
/** What is to be done before it is late, as of today. */
const SOON = ['dossiers.due-soon', 'dossiers.pending-overdue', 'feedback.due-soon', 'feedback.open-late']

/** Targets with lights, trends, groups, and every figure as a link to its rows. */
export async function dashboard(c: Context<StaffEnv>, { reports, signing }: Around, query: PeriodQuery) {
  const { actor } = c.var
  const { unit } = actor
  const period = await reports.opening(unit, query)
  const one = (key: string) => [indicatorOf(key)].flatMap((indicator) => indicator ?? [])
  const by = (keys: string | string[], group: GroupName) => reports.by(unit, period, [keys].flat().flatMap(one), group)
  const [figures, soon, received, solved, fields, kinds, officers, signed] = await Promise.all([
    reports.figures(unit, period),
    reports.figures(unit, reports.today(), SOON.flatMap(one)),
    by('dossiers.received-in-period', 'received-week'),
    by('dossiers.solved', 'result-week'),
    by(['dossiers.received', 'dossiers.solved-late'], 'field'),
    by('feedback.received', 'kind'),
    actor.rights.has('feedback:lead') ? by('feedback.handled', 'assignee') : [],
    signing.list(unit),
  ])
  const search = new URLSearchParams({ from: period.from, to: period.to }).toString()
  const rows = (key: string, group: GroupName) => (value: string) =>
    `/console/reports/rows/${key}?${new URLSearchParams({ from: period.from, to: period.to, by: group, value })}`
  const today = reports.today()
  return page(
    c,
    { title: `Báo cáo ${period.label}`, help: 'reports', wide: true },
    <>
      <Filters action="/console/reports" button="Xem kỳ này">
        <Select name="period" label="Kỳ" value={query.period} empty="Tự chọn ngày" options={names(period)} />
        <Field name="from" type="date" label="Từ ngày" value={query.period ? '' : period.from} />
        <Field name="to" type="date" label="Đến ngày" value={query.period ? '' : period.to} />
        <Hidden values={{ shown: `${period.from}..${period.to}` }} />
      </Filters>
      <p class="soft">
        Số liệu từ {showDay(period.from)} đến {showDay(period.to)}. Mỗi con số là một đường dẫn tới các dòng làm ra nó.
      </p>
      <h2>Sắp trễ hạn, hôm nay</h2>
      <List
        label="Sắp trễ hạn"
        rows={soon}
        empty={<p>Chưa có số liệu.</p>}
        columns={[
          {
            head: 'Việc',
            main: true,
            cell: (one) => `${one.key.startsWith('feedback.') ? 'Phản ánh' : 'Hồ sơ'}: ${one.label.toLowerCase()}`,
          },
          {
            head: 'Số lượng',
            number: true,
            cell: (one) => (
              <Value figure={one} search={new URLSearchParams({ from: today.from, to: today.to }).toString()} />
            ),
          },
          {
            head: 'Mức',
            cell: (one) =>
              one.value === 0 ? (
                <Tone tone="done">không có</Tone>
              ) : one.key.endsWith('due-soon') ? (
                <Tone tone="soon">sắp đến hạn</Tone>
              ) : (
                <Tone tone="late">đã quá hạn</Tone>
              ),
          },
        ]}
      />
      <h2>Chỉ tiêu</h2>
      <Targets figures={figures} search={search} />
      <h2>Hài lòng</h2>
      <Satisfaction figures={figures} search={search} />
      <h2>Xu hướng theo tuần</h2>
      <Bars
        title="Hồ sơ nhận và giải quyết, theo tuần từ thứ Hai"
        names={['nhận', 'giải quyết']}
        bars={weeks(
          received,
          solved,
          rows('dossiers.received-in-period', 'received-week'),
          rows('dossiers.solved', 'result-week'),
        )}
      />
      <h2>Theo lĩnh vực</h2>
      <Bars
        title="Hồ sơ tiếp nhận và quá hạn, theo lĩnh vực"
        names={['tiếp nhận', 'giải quyết quá hạn']}
        bars={fields
          .filter(({ sums }) => (sums[0] ?? 0) > 0)
          .map(({ group, sums }) => ({
            label: group,
            value: sums[0] ?? 0,
            second: sums[1] ?? 0,
            href: rows('dossiers.received', 'field')(group),
            secondHref: rows('dossiers.solved-late', 'field')(group),
          }))}
      />
      <h2>Phản ánh, kiến nghị</h2>
      <Bars
        title="Phản ánh nhận trong kỳ, theo loại"
        names={['nhận']}
        bars={plain(kinds, rows('feedback.received', 'kind')).map((bar) => ({
          ...bar,
          label: c.var.frame.say(`case.kind.${bar.label}`),
        }))}
      />
      {officers.length > 0 ? (
        <Bars
          title="Phản ánh theo người xử lý (chỉ lãnh đạo thấy)"
          names={['phải xử lý']}
          bars={plain(officers, rows('feedback.handled', 'assignee'))}
        />
      ) : null}
      {GROUPS.map(([prefix, label]) => (
        <details class="confirm plain">
          <summary>Mọi chỉ số: {label}</summary>
          <FiguresList label={label} figures={figures.filter(({ key }) => key.startsWith(prefix))} search={search} />
        </details>
      ))}
      <h2>Tải về và lập báo cáo</h2>
      <ul>
        <li>
          <a href={`/console/reports/checks?${search}`}>Soát dữ liệu: chỗ nào không khớp</a>
        </li>
        <li>
          <a href={`/console/reports/figures.xlsx?${search}`}>Toàn bộ số liệu, công thức sống (XLSX)</a>
        </li>
        <li>
          <a href={`/console/reports/figures.csv?${search}`}>Bảng chỉ số (CSV)</a>
        </li>
        {actor.rights.has('unit:settings') ? (
          <li>
            <a href="/console/reports/hooks">Báo số liệu cho hệ thống khác</a>
          </li>
        ) : null}
        {Object.entries(KINDS).map(([kind, title]) => (
          <li>
            <a href={`/console/reports/${kind}?${search}`}>{title}</a>
          </li>
        ))}
      </ul>
      <h2>Báo cáo đã ký</h2>
      <List
        label="Báo cáo đã ký"
        rows={signed}
        empty={<p>Chưa có báo cáo nào được ký. Mở một báo cáo ở trên, xem lại rồi ký để giữ nguyên số liệu.</p>}
        columns={[
          {
            head: 'Báo cáo',
            main: true,
            cell: (one) => (
              <a href={`/console/reports/signed/${one.id}`}>{`${KINDS[one.kind]}, ${one.period.label}`}</a>
            ),
          },
          { head: 'Người ký', cell: (one) => one.by },
          { head: 'Ngày', cell: (one) => showDay(one.at.slice(0, 10)) },
        ]}
      />
    </>,
  )
}

function Targets({ figures, search }: { figures: readonly Figure[]; search: string }) {
  return (
    <List
      label="Chỉ tiêu"
      rows={figures.filter(({ target }) => target !== undefined)}
      empty={<p>Chưa đặt chỉ tiêu nào. Quản trị đặt ở mục cài đặt của xã.</p>}
      columns={[
        { head: 'Chỉ tiêu', main: true, cell: (one) => one.label },
        { head: 'Giao', number: true, cell: (one) => `≥ ${percentText(one.target ?? 0)}` },
        { head: 'Đạt', number: true, cell: (one) => <Value figure={one} search={search} /> },
        {
          head: 'So với chỉ tiêu',
          cell: (one) => {
            if (one.value === null || one.target === undefined)
              return <Tone tone="plain">{one.note ?? 'chưa tính'}</Tone>
            const gap = Math.round((one.value - one.target) * 100) / 100
            return gap >= 0 ? (
              <Tone tone="done">đạt, hơn {decimalText(gap)} điểm</Tone>
            ) : (
              <Tone tone={gap < -5 ? 'late' : 'soon'}>chưa đạt, thiếu {decimalText(-gap)} điểm</Tone>
            )
          },
        },
      ]}
    />
  )
}

/** The share of content answers, with how far it may be from the truth; never mixed with the other two meanings of the word. */
function Satisfaction({ figures, search }: { figures: readonly Figure[]; search: string }) {
  const of = (key: string) => figures.filter((one) => one.key === key)
  return (
    <List
      label="Hài lòng"
      rows={['surveys.satisfied-rate', 'dossiers.content-rate-766', 'feedback.content-rate-766'].flatMap(of)}
      empty={<p>Chưa có số liệu.</p>}
      columns={[
        { head: 'Cách tính', main: true, cell: (one) => one.label },
        { head: 'Tỷ lệ', number: true, cell: (one) => <Value figure={one} search={search} /> },
        {
          head: 'Trên',
          number: true,
          cell: (one) => (
            <a href={`/console/reports/rows/${one.key}?${search}&part=denominator`}>
              {wholeText(one.denominator ?? 0)} {one.key.startsWith('surveys.') ? 'phiếu' : 'hồ sơ, việc'}
            </a>
          ),
        },
        {
          head: 'Sai số',
          cell: (one) =>
            one.key.startsWith('surveys.') && (one.denominator ?? 0) > 0
              ? marginText(one)
                  .trim()
                  .replace(/^\(|\)$/g, '')
              : 'đếm hết, không chọn mẫu',
        },
      ]}
    />
  )
}

/** All figures of a group: value, parts, the rule that counts. */
export function FiguresList({ label, figures, search }: { label: string; figures: readonly Figure[]; search: string }) {
  return (
    <List
      label={label}
      rows={figures}
      empty={<p>Chưa có chỉ số nào.</p>}
      columns={[
        { head: 'Chỉ số', main: true, cell: (one) => one.label },
        { head: 'Giá trị', number: true, cell: (one) => <Value figure={one} search={search} /> },
        {
          head: 'Tử số / mẫu số',
          number: true,
          cell: (one) =>
            one.denominator === undefined || one.numerator === undefined ? (
              '–'
            ) : (
              <>
                {wholeText(one.numerator)} /{' '}
                <a href={`/console/reports/rows/${one.key}?${search}&part=denominator`}>{wholeText(one.denominator)}</a>
              </>
            ),
        },
        { head: 'Cách tính', cell: (one) => <small>{one.basis}</small> },
      ]}
    />
  )
}

function Value({ figure, search }: { figure: Figure; search: string }) {
  return <a href={`/console/reports/rows/${figure.key}?${search}`}>{valueText(figure) || '–'}</a>
}

/** Periods to choose from: the quarters and years around the shown one. */
function names({ to }: Period) {
  const year = Number(to.slice(0, 4))
  return [year, year - 1].flatMap((one) => [
    ...[4, 3, 2, 1].map((quarter) => ({
      value: `${one}-Q${quarter}`,
      label: `Quý ${['I', 'II', 'III', 'IV'][quarter - 1]} năm ${one}`,
    })),
    { value: `${one}-6m`, label: `6 tháng đầu năm ${one}` },
    { value: `${one}-9m`, label: `9 tháng đầu năm ${one}` },
    { value: `${one}`, label: `Năm ${one}` },
  ])
}

type Grouped = ReadonlyArray<{ group: string; sums: readonly number[] }>

function plain(groups: Grouped, rows: (group: string) => string): Bar[] {
  return groups
    .filter(({ sums }) => (sums[0] ?? 0) > 0)
    .map(({ group, sums }) => ({ label: group, value: sums[0] ?? 0, href: rows(group) }))
}

type Rows = (week: string) => string

function weeks(received: Grouped, solved: Grouped, receivedRows: Rows, solvedRows: Rows): Bar[] {
  const count = (groups: Grouped, week: string) => groups.find(({ group }) => group === week)?.sums[0] ?? 0
  const all = [...new Set([...received, ...solved].map(({ group }) => group))].filter((week) => /^\d/.test(week)).sort()
  return all
    .map((week) => ({
      label: showDay(week).slice(0, 5),
      value: count(received, week),
      second: count(solved, week),
      href: receivedRows(week),
      secondHref: solvedRows(week),
    }))
    .filter(({ value, second }) => value > 0 || second > 0)
    .slice(-53)
}

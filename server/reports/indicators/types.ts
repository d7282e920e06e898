import type { FigureUnit } from '../schema.ts'

/**
 * A set of rows that figures are counted over. `base` is SQL that yields one row per thing; in it ?1 is the unit, ?2 the first and
 * ?3 the last day of the period, ?4 the day up to which the data is looked at. Rows have the columns named in `columns` and `day`.
 */
export type Source = {
  name: string
  base: string
  /** What a drill-down shows, in order; nothing that identifies a person. `sql` defaults to the key. */
  columns: ReadonlyArray<{ key: string; label: string; sql?: string }>
  order: string
  /** SQL of one text `stamp` for the unit ?1 and the last day ?2: while it is the same, no row of the period has changed. */
  stamp?: string
}

/**
 * One figure. `of` is a SQL condition over the source's rows: the figure is how many rows meet it, and its drill-down are those rows.
 * `per` makes it a share of the rows that meet `per`; `sum` adds a column up; `between` is the mean of the working days between two
 * day columns; `mean` the mean of a numeric column.
 */
export type Indicator = {
  key: string
  label: string
  unit: FigureUnit
  source: Source
  of: string
  per?: string
  sum?: string
  mean?: string
  between?: readonly [from: string, to: string]
  /** Name of the rule (metric dictionary), and where it comes from. */
  rule: string
  basis: string
}

import type { TableTemplate } from '../../content/schema-reports.ts'
import { GROUPS } from '../indicators/groups.ts'
import { indicatorOf } from '../indicators/index.ts'
import type { Indicator } from '../indicators/types.ts'

/** A table of `content/reports.yaml` with the figures that its columns name. */
export type ReadyTable = { template: TableTemplate; figures: Indicator[] }

/**
 * Finds the figures of each table. Throws an `Error` that names the table and the column when there is no such figure, when it can't be
 * added up (a share, a mean), or when its rows don't know the group.
 */
export function readyTables(templates: readonly TableTemplate[]): ReadyTable[] {
  return templates.map((template) => ({
    template,
    figures: template.columns.map(({ figure: key }) => {
      const wrong = (why: string) => new Error(`content/reports.yaml: tables.${template.id}: ${key}: ${why}`)
      const figure = indicatorOf(key)
      if (!figure) throw wrong('không có chỉ số này')
      if (figure.per !== undefined || figure.mean !== undefined || figure.between !== undefined)
        throw wrong('không cộng được: cần chỉ số đếm hoặc số tiền')
      if (figure.source.name !== GROUPS[template.by].source) throw wrong(`không chia được theo ${template.by}`)
      return figure
    }),
  }))
}

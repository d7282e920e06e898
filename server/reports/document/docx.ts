import {
  AlignmentType,
  BorderStyle,
  Document as Docx,
  Header,
  type IBorderOptions,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { longDay } from '../rules/period.ts'
import type { Block, Cell, Document } from './model.ts'

/** Twentieths of a point per millimetre. */
const MM = 56.7
const FONT = 'Times New Roman'
const half = (points: number) => points * 2

/** The page of NĐ 30/2020/NĐ-CP, phụ lục I: A4, margins 20 / 20 / 30 / 15 mm. */
const PAGE = {
  size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
  margin: {
    top: Math.round(20 * MM),
    bottom: Math.round(20 * MM),
    left: Math.round(30 * MM),
    right: Math.round(15 * MM),
    header: Math.round(10 * MM),
  },
}
const TEXT_WIDTH = Math.round((210 - 45) * MM)
const ACROSS_WIDTH = Math.round((297 - 45) * MM)

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** Draws a report as a DOCX in the official form; opens in Word and LibreOffice. */
export function toDocx(document: Document): Promise<ArrayBuffer> {
  const docx = new Docx({
    creator: document.issuer.join(' '),
    title: `${document.kind} ${document.subject}`,
    styles: { default: { document: { run: { font: FONT, size: half(14), language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: { page: PAGE, titlePage: true },
        headers: { first: new Header({ children: [new Paragraph('')] }), default: pageNumber() },
        children: [
          top(document),
          ...title(document),
          ...(document.sample
            ? [line('(Dữ liệu mẫu để dùng thử, không có giá trị báo cáo)', { italics: true, center: true })]
            : []),
          ...document.blocks.flatMap((one, i) => block(one, TEXT_WIDTH, i === document.blocks.length - 1)),
          gap(true),
          bottom(document),
        ],
      },
      ...(document.annex.length > 0
        ? [
            {
              properties: { page: { ...PAGE, size: { ...PAGE.size, orientation: PageOrientation.LANDSCAPE } } },
              headers: { default: pageNumber() },
              children: [
                line('PHỤ LỤC', { bold: true, center: true }),
                line(
                  `(Kèm theo ${document.kind.toLowerCase()} ${document.subject.charAt(0).toLowerCase()}${document.subject.slice(1)})`,
                  {
                    italics: true,
                    center: true,
                  },
                ),
                gap(),
                ...document.annex.flatMap((one) => block(one, ACROSS_WIDTH)),
              ],
            },
          ]
        : []),
    ],
  })
  return Packer.toArrayBuffer(docx)
}

/** The page's number, top centre, from the second page on. */
function pageNumber(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: half(13) })],
      }),
    ],
  })
}

/** Quốc hiệu, tiêu ngữ; cơ quan ban hành, số ký hiệu; địa danh và thời gian. */
function top({ issuer, symbol, place, day }: Document): Table {
  const [parent = '', ...own] = issuer
  const date = day ? `ngày ${longDay(day)}` : 'ngày      tháng      năm      '
  return plainTable(
    [
      [
        [
          line(parent, { bold: own.length === 0, center: true, size: 13 }),
          ...own.map((text) => line(text, { bold: true, center: true, size: 13 })),
          rule(1300),
        ],
        [
          line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, center: true, size: 12 }),
          line('Độc lập - Tự do - Hạnh phúc', { bold: true, center: true, size: 13 }),
          rule(3060),
        ],
      ],
      [
        [line(`Số:         /${symbol}`, { center: true, size: 13 })],
        [line(`${place}, ${date}`, { italics: true, center: true, size: 14 })],
      ],
    ],
    [0.38, 0.62],
  )
}

function title({ kind, subject }: Document): Paragraph[] {
  return [
    gap(),
    line(kind, { bold: true, center: true }),
    line(subject, { bold: true, center: true }),
    rule(2000),
    gap(),
  ]
}

/** Nơi nhận on the left, the signature on the right. */
function bottom({ recipients, signer }: Document): Table {
  return plainTable(
    [
      [
        [
          line('Nơi nhận:', { bold: true, italics: true, size: 12 }),
          ...recipients.map((name, i) =>
            line(`- ${name.replace(/[;.]$/, '')}${i === recipients.length - 1 ? '.' : ';'}`, { size: 11 }),
          ),
        ],
        [
          line(signer.authority, { bold: true, center: true }),
          line(signer.title, { bold: true, center: true }),
          gap(),
          gap(),
          gap(),
          gap(),
          line(signer.name, { bold: true, center: true }),
        ],
      ],
    ],
    [0.5, 0.5],
  )
}

/** `last`: the signature follows, and is not left alone on a page. */
function block(one: Block, width: number, last = false): Array<Paragraph | Table> {
  switch (one.type) {
    case 'heading':
      return [
        new Paragraph({
          spacing: { before: 120, after: 60 },
          indent: { firstLine: Math.round(10 * MM) },
          keepNext: true,
          heading: ({ 1: 'Heading1', 2: 'Heading2', 3: 'Heading3' } as const)[one.level],
          children: [new TextRun({ text: one.text, bold: one.level < 3, italics: one.level === 3, ...INK })],
        }),
      ]
    case 'para':
      return [body(one.text, one.italic, last)]
    case 'own':
      return one.text === null ? [body(`[${one.hint}]`, true)] : one.text.split(/\n+/).map((text) => body(text))
    case 'table':
      return [
        line(one.caption, { bold: true, center: true, size: 13, before: 120, after: 60, keep: true }),
        grid(one, width),
        ...(one.note ? [line(one.note, { italics: true, size: 12, before: 60 })] : []),
        gap(),
      ]
  }
}

function body(text: string, italics = false, keep = false): Paragraph {
  return new Paragraph({
    keepNext: keep,
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: Math.round(10 * MM) },
    spacing: { before: 60, after: 60, line: 300, lineRule: LineRuleType.AUTO },
    children: [new TextRun({ text, italics, ...INK })],
  })
}

const INK = { font: FONT, size: half(14), color: '000000' }

type Look = {
  bold?: boolean
  italics?: boolean
  center?: boolean
  size?: number
  before?: number
  after?: number
  /** Stays on the page of what follows. */
  keep?: boolean
}

function line(text: string, look: Look = {}) {
  const { bold = false, italics = false, center = false, size = 14, before = 0, after = 0, keep = false } = look
  const options: IParagraphOptions = {
    spacing: { before, after },
    keepNext: keep,
    ...(center ? { alignment: AlignmentType.CENTER } : {}),
    children: [new TextRun({ text, bold, italics, font: FONT, size: half(size), color: '000000' })],
  }
  return new Paragraph(options)
}

/** A short line under a heading, `width` twentieths of a point wide: the border of an indented empty paragraph. */
function rule(width: number): Paragraph {
  const column = width > 3000 ? TEXT_WIDTH * 0.62 : width > 1500 ? TEXT_WIDTH : TEXT_WIDTH * 0.38
  const side = Math.max(0, Math.round((column - width) / 2) - 100)
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 40, line: 60, lineRule: LineRuleType.EXACT, after: 60 },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  })
}

function gap(keep = false): Paragraph {
  return new Paragraph({ children: [], keepNext: keep, spacing: { line: 200, lineRule: LineRuleType.EXACT } })
}

function plainTable(rows: Paragraph[][][], shares: number[]): Table {
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: shares.map((share) => Math.round(share * TEXT_WIDTH)),
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                width: { size: Math.round((shares[i] ?? 0) * TEXT_WIDTH), type: WidthType.DXA },
                borders: NO_BORDERS,
                margins: { left: 0, right: 0 },
                children,
              }),
          ),
        }),
    ),
  })
}

/** Tables of no more rows than this are not cut by the end of a page. */
const WHOLE = 15

/** A table with lines; its head repeats on every page. Cells of the head that say the same as their left neighbour join it. */
function grid({ head, rows, widths, note }: Extract<Block, { type: 'table' }>, width: number): Table {
  const columns = head.at(-1)?.length ?? 1
  const parts = widths ?? Array.from({ length: columns }, () => 1)
  const sum = parts.reduce((a, b) => a + b, 0)
  const size = (i: number) => Math.round(((parts[i] ?? 1) / sum) * width)
  const small = columns > 10 ? 11 : 12
  const whole = rows.length <= WHOLE
  // the last row ends the table's page, unless a note belongs to it
  const kept = (row: number) => whole && (row < rows.length - 1 || note !== undefined)
  const cell = ({ text, align = 'left', bold = false }: Cell, i: number, keep: boolean, span = 1, rowSpan = 1) =>
    new TableCell({
      width: { size: size(i), type: WidthType.DXA },
      columnSpan: span,
      rowSpan,
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [
        new Paragraph({
          keepNext: keep,
          alignment: { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER }[align],
          children: [new TextRun({ text, bold, font: FONT, size: half(small), color: '000000' })],
        }),
      ],
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: parts.map((_, i) => size(i)),
    layout: TableLayoutType.FIXED,
    rows: [
      ...head.map(
        (texts, level) =>
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: headCells(head, texts, level).map(({ text, at, span, rowSpan }) =>
              cell({ text, align: 'center', bold: true }, at, true, span, rowSpan),
            ),
          }),
      ),
      ...rows.map(
        (cells, row) => new TableRow({ cantSplit: true, children: cells.map((one, i) => cell(one, i, kept(row))) }),
      ),
    ],
  })
}

/** The cells of one row of a head: equal neighbours span columns, equal cells below span rows. */
export function headCells(head: string[][], texts: string[], level: number) {
  const cells: Array<{ text: string; at: number; span: number; rowSpan: number }> = []
  for (let i = 0; i < texts.length; ) {
    const text = texts[i] ?? ''
    let span = 1
    while (texts[i + span] === text && text !== '') span++
    const above = level > 0 && head[level - 1]?.[i] === text && text !== ''
    if (!above) {
      let rowSpan = 1
      while (head[level + rowSpan]?.[i] === text && text !== '') rowSpan++
      cells.push({ text, at: i, span, rowSpan })
    }
    i += span
  }
  return cells
}

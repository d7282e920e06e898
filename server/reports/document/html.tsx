/** @jsxImportSource hono/jsx */
import { longDay } from '../rules/period.ts'
import { headCells } from './docx.ts'
import type { Block, Cell, Document } from './model.ts'

/** The same report as a page to read and print; numbers that have rows behind them are links. */
export function DocumentHtml({ document }: { document: Document }) {
  const { issuer, symbol, place, day, kind, subject, blocks, annex, signer, recipients, sample } = document
  return (
    <article class="doc">
      <div class="doc-top">
        <div>
          {issuer.map((text, i) => (
            <p class={i === issuer.length - 1 ? 'doc-strong' : ''}>{text}</p>
          ))}
          <p>Số: &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;/{symbol}</p>
        </div>
        <div>
          <p class="doc-strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
          <p class="doc-strong doc-line">Độc lập - Tự do - Hạnh phúc</p>
          <p class="doc-slant">
            {place}, {day ? `ngày ${longDay(day)}` : 'ngày … tháng … năm …'}
          </p>
        </div>
      </div>
      <h1>
        {kind}
        <br />
        {subject}
      </h1>
      {sample ? <p class="doc-slant">(Dữ liệu mẫu để dùng thử, không có giá trị báo cáo)</p> : null}
      {blocks.map((block) => (
        <BlockHtml block={block} />
      ))}
      <div class="doc-top">
        <div>
          <p class="doc-strong doc-slant">Nơi nhận:</p>
          {recipients.map((name) => (
            <p class="doc-small">- {name}</p>
          ))}
        </div>
        <div>
          <p class="doc-strong">{signer.authority}</p>
          <p class="doc-strong">{signer.title}</p>
          <p class="doc-sign">{signer.name}</p>
        </div>
      </div>
      {annex.length > 0 ? <h2>Phụ lục</h2> : null}
      {annex.map((block) => (
        <BlockHtml block={block} />
      ))}
    </article>
  )
}

function BlockHtml({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading':
      return block.level === 1 ? (
        <h2>{block.text}</h2>
      ) : block.level === 2 ? (
        <h3>{block.text}</h3>
      ) : (
        <h4>{block.text}</h4>
      )
    case 'para':
      return <p class={block.italic ? 'doc-slant' : ''}>{block.text}</p>
    case 'own':
      return block.text === null ? (
        <p class="doc-slant">[{block.hint}]</p>
      ) : (
        <div>
          {block.text.split(/\n+/).map((text) => (
            <p>{text}</p>
          ))}
        </div>
      )
    case 'table':
      return (
        <figure>
          <figcaption>{block.caption}</figcaption>
          <div class="doc-scroll">
            <table>
              <thead>
                {block.head.map((texts, level) => (
                  <tr>
                    {headCells(block.head, texts, level).map(({ text, span, rowSpan }) => (
                      <th colspan={span} rowspan={rowSpan} scope={span > 1 ? 'colgroup' : 'col'}>
                        {text}
                      </th>
                    ))}
                  </tr>
                ))}
              </thead>
              <tbody>
                {block.rows.map((cells) => (
                  <tr>
                    {cells.map((cell) => (
                      <CellHtml cell={cell} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {block.note ? <p class="doc-slant doc-small">{block.note}</p> : null}
        </figure>
      )
  }
}

function CellHtml({ cell: { text, align, bold, drill } }: { cell: Cell }) {
  return (
    <td class={`doc-${align ?? 'left'}${bold ? ' doc-strong' : ''}`}>{drill ? <a href={drill}>{text}</a> : text}</td>
  )
}

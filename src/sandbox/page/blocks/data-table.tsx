import { isObject, type JsonObject, textAt } from '../../slack/json.ts'
import type { Block } from '../../slack/state/state.ts'
import { RichText } from './rich-text.tsx'

/** A `data_table`: all of its rows at once, without Slack's pages, sorting and filters. */
export const DataTable = ({ block }: { block: Block }) => {
  const rows = Array.isArray(block.rows) ? block.rows : []
  const [header = [], ...body] = rows.map((row) => (Array.isArray(row) ? row.filter(isObject) : []))
  return (
    <div class="data-table">
      <table>
        <caption>{textAt(block, 'caption')}</caption>
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={index} scope="col">
                <Cell of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map(([first, ...cells], index) => (
            <tr key={index}>
              <th scope="row">{first && <Cell of={first} />}</th>
              {cells.map((cell, at) => (
                <td key={at}>
                  <Cell of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Cell = ({ of }: { of: JsonObject }) =>
  of.type === 'rich_text' ? (
    <RichText block={{ ...of, type: 'rich_text', block_id: '' }} />
  ) : (
    <span>{textAt(of, 'text') ?? String(of.value ?? '')}</span>
  )

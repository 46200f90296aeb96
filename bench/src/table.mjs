/** Prints rows as a Markdown table; the first row has the headings. */
export function printTable(title, rows, notes = []) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  const line = (row) => `| ${row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  console.log([`\n## ${title}\n`, line(rows[0]), rule, ...rows.slice(1).map(line), ...notes.map((note) => `\n${note}`)].join('\n'))
}

/** A number with a fixed count of decimals. */
export const decimals = (value, count = 1) => value.toFixed(count)

/** A share as a percentage. */
export const percent = (share) => `${Math.round(share * 100)} %`

/** A QR code as an SVG picture: one path with a rectangle for each run of dark modules. */
export function qrPicture(rows: readonly (readonly boolean[])[]): string {
  const path = rows.flatMap((row, y) => runsOf(row).map(([from, to]) => `M${from} ${y}h${to - from}v1h${from - to}z`))
  const side = rows.length
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path d="${path.join('')}"/></svg>`
}

function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last && last[1] === x) last[1] = x + 1
    else runs.push([x, x + 1])
  })
  return runs
}

/** One line of the table of `npm run bench engines`: a figure beside a floor or a peer measured in the same run, or a published one. */
export type Row = {
  name: string
  figure: number
  unit: string
  besides: { name: string; figure: number }
  /** `figure` ÷ `besides.figure`. */
  ratio: number
  note: string
}

/** Why a problem, a file or an option is refused. */
export type RoutingFaultCode =
  | 'empty'
  | 'too_long'
  | 'unknown_format'
  | 'bad_number'
  | 'bad_shape'
  | 'bad_reference'
  | 'bad_window'
  | 'unsupported'
  | 'too_large'
  | 'bad_option'
  | 'bad_plan'
  | 'worker_lost'

/** The one error this engine throws: its code, where the fault was met (a line, a path in JSON, a field), and plain words. */
export class RoutingFault extends Error {
  readonly code: RoutingFaultCode
  readonly where: string

  constructor(code: RoutingFaultCode, where: string, words: string) {
    super(`${where}: ${words}`)
    this.name = 'RoutingFault'
    this.code = code
    this.where = where
  }
}

export type ForecastFaultCode =
  | 'too_short'
  | 'too_long'
  | 'bad_number'
  | 'bad_period'
  | 'bad_horizon'
  | 'bad_level'
  | 'bad_hierarchy'
  | 'bad_dates'
  | 'bad_shape'

export class ForecastFault extends Error {
  override name = 'ForecastFault'
  readonly code: ForecastFaultCode
  constructor(code: ForecastFaultCode, why: string) {
    super(why)
    this.code = code
  }
}
